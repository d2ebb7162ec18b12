import assert from 'node:assert/strict';
import { basename } from 'node:path';

/** Something that a process did to a file, or told a client. */
export type DiskEvent =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'remove'; readonly file: string }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'answer'; readonly requestId: string };

/**
 * Arguments of strace that write down what `readDiskTrace` reads. `-D`: the process that is started is the traced one,
 * so that signals reach it.
 */
export function straceArguments(traceFile: string): readonly string[] {
  const calls = 'pwrite64,pwritev,ftruncate,fallocate,fsync,fdatasync,unlink,unlinkat,rename,write,writev,sendto';
  return ['-D', '-f', '-y', '-xx', '-s', '10000000', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', traceFile];
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const fileOf = (hex: string): string => basename(bytesOf(hex).toString());

/** Lines of whole calls, each where it ended; a write to a socket where it began, when its reader may already have it. */
function* wholeCalls(lines: readonly string[]): Generator<string> {
  const begun = new Map<string, string>();
  for (const line of lines) {
    const [, thread = '', call = ''] = /^(\d+) +(.*)$/s.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/s.exec(call);
    if (resumed !== null) yield (begun.get(thread) ?? '') + String(resumed[1]);
    else if (!call.endsWith(' <unfinished ...>')) yield call;
    else begun.set(thread, call.slice(0, -' <unfinished ...>'.length));
    if (call.endsWith(' <unfinished ...>') && /^(?:writev?|sendto)\(/.test(call)) yield call;
  }
}

/**
 * Reads what strace wrote down.
 * @param isMeant files that matter, by their names; of others nothing is given
 * @throws AssertionError where a file that matters was changed by a call that is not understood
 */
export function readDiskTrace(text: string, isMeant: (file: string) => boolean): readonly DiskEvent[] {
  const events: DiskEvent[] = [];
  const answered = new Set<string>();
  for (const call of wholeCalls(text.split('\n'))) {
    const event = toEvent(call);
    if (event?.kind === 'answer') {
      if (!answered.has(event.requestId)) events.push(event);
      answered.add(event.requestId);
    } else if (event !== null && isMeant(event.file)) events.push(event);
  }
  return events;
}

function toEvent(call: string): DiskEvent | null {
  const [, name = '', path = '', rest = ''] = /^(\w+)\((?:\d+<([^>]*)>, )?(.*)$/s.exec(call) ?? [];
  if (/^(?:writev?|sendto)$/.test(name)) return toAnswer(rest);
  if (name === 'unlink' || name === 'unlinkat' || name === 'rename') return toRemoval(rest);
  const synced = /^f(?:data)?sync\(\d+<([^>]*)>\)/.exec(call)?.[1];
  if (synced !== undefined) return { kind: 'sync', file: fileOf(synced) };
  if (name === '' || path === '') return null;
  const file = fileOf(path);
  const [, written = '', count, offset] = /^"([^"]*)", (\d+), (\d+)\) += \d+$/.exec(rest) ?? [];
  if (name === 'ftruncate') return { kind: 'truncate', file, size: Number(/^\d+/.exec(rest)?.[0]) };
  assert.ok(name === 'pwrite64' && offset !== undefined, `cannot read ${call.slice(0, 200)}`);
  const bytes = bytesOf(written);
  assert.equal(bytes.length, Number(count), 'a write is not there as a whole');
  return { kind: 'write', file, offset: Number(offset), bytes };
}

function toAnswer(rest: string): DiskEvent | null {
  const sent = [...rest.matchAll(/"([^"]*)"/g)].map(([, hex = '']) => bytesOf(hex).toString('latin1')).join('');
  const requestId = /^HTTP\/1\.1 2.*?X-Request-Id: (\w+)/s.exec(sent)?.[1];
  return requestId === undefined ? null : { kind: 'answer', requestId };
}

function toRemoval(rest: string): DiskEvent | null {
  const path = /"([^"]*)"/.exec(rest)?.[1];
  return path === undefined ? null : { kind: 'remove', file: fileOf(path) };
}
