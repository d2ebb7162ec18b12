import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiskEvent } from './disk-trace.js';

type Change = Exclude<DiskEvent, { kind: 'sync' | 'answer' }>;

/** What a disk writes as a whole. */
const sector = 512;

/** A file that grows. */
class Content {
  #bytes: Buffer = Buffer.alloc(0);
  size = 0;

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.size);
  }

  copy(): Content {
    const copy = new Content();
    copy.write(0, this.bytes);
    return copy;
  }

  write(offset: number, bytes: Buffer): void {
    this.#reach(offset + bytes.length);
    bytes.copy(this.#bytes, offset);
  }

  truncate(size: number): void {
    this.#reach(size);
    this.#bytes.fill(0, size);
    this.size = size;
  }

  #reach(size: number): void {
    if (size > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(size * 2)]);
    this.size = Math.max(this.size, size);
  }
}

type Files = Map<string, Content>;

function apply(files: Files, change: Change): void {
  if (change.kind === 'remove') return void files.delete(change.file);
  const content = files.get(change.file) ?? new Content();
  files.set(change.file, content);
  if (change.kind === 'write') content.write(change.offset, change.bytes);
  else content.truncate(change.size);
}

/**
 * A disk behind a cache, of which a power cut leaves what was synced, and of the rest any sectors in any order. Names of
 * files are taken to be on disk at once: SQLite syncs the folder when it makes one.
 */
export class UnsyncedDisk {
  readonly #synced: Files = new Map();
  #waiting: Change[] = [];

  take(event: DiskEvent): void {
    if (event.kind === 'answer') return;
    if (event.kind === 'sync') this.#sync(event.file);
    else this.#waiting.push(event);
  }

  #sync(file: string): void {
    for (const change of this.#waiting) if (change.file === file) apply(this.#synced, change);
    this.#waiting = this.#waiting.filter((change) => change.file !== file);
  }

  /** Writes into a folder what a power cut leaves at this moment. */
  cut(folder: string, random: () => number): void {
    const left: Files = new Map([...this.#synced].map(([file, content]) => [file, content.copy()]));
    const share = random();
    for (const change of this.#waiting) for (const part of parts(change)) if (random() < share) apply(left, part);
    for (const [file, content] of left) writeFileSync(join(folder, file), content.bytes);
  }
}

function* parts(change: Change): Generator<Change> {
  if (change.kind !== 'write') {
    yield change;
    return;
  }
  const { bytes, offset } = change;
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + sector - ((offset + at) % sector));
    yield { ...change, offset: offset + at, bytes: bytes.subarray(at, end) };
    at = end;
  }
}
