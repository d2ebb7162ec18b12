import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { SiteRules } from '../page/html/site-rules.js';
import { describeFailure } from './failure.js';
import { findFiles, type FoundFile } from './find-files.js';
import { formatOf, KNOWN_ENDINGS } from './formats.js';
import { gunzip } from './gunzip.js';
import { unreadable } from './read-article.js';
import { readBytes } from './read-bytes.js';
import type { FieldMap, Origin, PageListener, Reading } from './reading.js';

/** How paths are read. */
export interface ReadOptions {
  /** How the fields are called in JSON; without it as an article's. */
  readonly map?: FieldMap | undefined;
  /** Rules for saved web pages of some sites. */
  readonly rules?: SiteRules | undefined;
  /** Told of each saved web page, before its reading is given. */
  readonly onPage?: PageListener | undefined;
  /** What `-` reads; without it the standard input of the process. */
  readonly stdin?: Readable | undefined;
  /** Told the bytes read, as on disk, chunk by chunk; against `pathSize` they tell how far reading has come. */
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** Bytes that are read from a file at a time. */
const CHUNK = 256 * 1024;

/**
 * Reads what a path holds, by the ending of its name: JSON lines (`.ndjson`, `.jsonl`), a JSON array or a single article
 * (`.json`), a page saved as text (`.txt`) or as it is (`.html .htm .shtml .xhtml`), each also packed (`.gz`); a folder
 * of these, through all its folders in the order of names; `-` is standard input, JSON lines, or a JSON array where it starts with `[`.
 *
 * Nothing about the files is thrown: what cannot be read is a problem among the readings, and the next line or file is
 * read. In folders files of other endings are passed over; a named file of another ending is a problem.
 */
export async function* readPath(path: string, options: ReadOptions = {}): AsyncGenerator<Reading, void, undefined> {
  if (path === '-') {
    const bytes = counted(options.stdin ?? process.stdin, options.onBytes);
    yield* readBytes(bytes, 'stream', { file: path, map: options.map });
  } else {
    for await (const found of findFiles(path)) yield* readFound(found, options);
  }
}

/** The bytes on disk of all that `readPath` would read of this path; 0 for standard input and for what is missing. */
export async function pathSize(path: string): Promise<number> {
  if (path === '-') return 0;
  let size = 0;
  for await (const found of findFiles(path)) size += formatOf(found.file) === null ? 0 : found.size;
  return size;
}

async function* readFound(found: FoundFile, options: ReadOptions): AsyncGenerator<Reading, void, undefined> {
  const origin: Origin = { file: found.file, map: options.map, rules: options.rules, onPage: options.onPage };
  const known = formatOf(found.file);
  if (found.failure !== null) {
    yield unreadable(origin, null, describeFailure(found.failure));
  } else if (known === null) {
    yield unreadable(origin, null, `not a kind of file that is read (${KNOWN_ENDINGS})`);
  } else {
    const bytes = fileBytes(found.file, options.onBytes);
    yield* readBytes(known.packed ? gunzip(bytes) : bytes, known.format, origin);
  }
}

async function* fileBytes(file: string, onBytes: ReadOptions['onBytes']): AsyncGenerator<Uint8Array, void, undefined> {
  const handle = await open(file);
  yield* counted(handle.createReadStream({ highWaterMark: CHUNK }), onBytes);
}

async function* counted(
  stream: Readable,
  onBytes: ReadOptions['onBytes'],
): AsyncGenerator<Uint8Array, void, undefined> {
  // A stream of bytes gives Buffers; Readable's type does not say so.
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    onBytes?.(chunk.length);
    yield chunk;
  }
}
