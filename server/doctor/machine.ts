import { readFileSync } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { constrainedMemory } from 'node:process';
import { getHeapStatistics } from 'node:v8';
import SqliteDatabase from 'better-sqlite3';
import { packageVersion } from '../package-version.js';
import { ok, warn, type Finding } from './finding.js';

const mega = 1024 * 1024;

export function size(bytes: number): string {
  return bytes < 10_240 * mega ? `${Math.round(bytes / mega)} MB` : `${Math.round(bytes / 1024 / mega)} GB`;
}

/** Ours, and of what we stand on. */
export function versions(): Finding {
  const database = new SqliteDatabase(':memory:');
  const sqlite = String(database.prepare('SELECT sqlite_version()').pluck().get());
  database.close();
  const { version, platform, arch } = process;
  return ok('versions', `xunwen ${packageVersion}, Node ${version} on ${platform} ${arch}, SQLite ${sqlite}`);
}

/** Bytes that jieba, Node and the rest take before there is an article. */
const baseline = 500 * mega;
/** Bytes of memory for each byte of a snapshot, about: 300 MB of them came to 1 GB. */
const perSnapshotByte = 2;

/**
 * Whether there is memory for the index.
 * @param snapshot bytes of the snapshot; 0: there is none
 * @param isServed whether a service has its memory already
 */
export function memory(snapshot: number, isServed: boolean): Finding {
  const limit = constrainedMemory();
  const total = limit !== undefined && limit > 0 && limit < totalmem() ? limit : totalmem();
  const needed = baseline + snapshot * perSnapshotByte;
  const told = `${size(total)}, ${size(Math.min(available(), total))} free; the index needs about ${size(needed)}`;
  const heap = getHeapStatistics().heap_size_limit;
  if (!isServed && needed > Math.min(available(), total)) return warn('memory', told, 'give it more memory');
  if (needed > heap) {
    const advice = `set NODE_OPTIONS=--max-old-space-size=${Math.ceil(needed / mega)}`;
    return warn('memory', `${told}; Node takes ${size(heap)} at most`, advice);
  }
  return ok('memory', told);
}

/** Linux counts what its caches would give back as free, too. */
function available(): number {
  try {
    const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
  } catch {
    return freemem();
  }
}

/** Connections and files that a busy service has open. */
const wantedFiles = 4096;

/** How many files and connections may be open. */
export function openFiles(): Finding {
  const soft = softLimit();
  if (soft === null) return ok('open files', 'the system does not say how many');
  const told = `${soft} files and connections at most`;
  const advice = `raise it to ${wantedFiles} or more: LimitNOFILE= of systemd, ulimit -n`;
  return soft < wantedFiles ? warn('open files', told, advice) : ok('open files', told);
}

function softLimit(): number | null {
  try {
    const limit = /^Max open files\s+(\d+|unlimited)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? null : limit === 'unlimited' ? Infinity : Number(limit);
  } catch {
    return null;
  }
}
