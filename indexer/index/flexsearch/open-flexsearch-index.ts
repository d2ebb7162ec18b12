import { readFile } from 'node:fs/promises';
import type { ArticleStore } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import { parseUserWords, UserWords } from '../../analyzer/user-words.js';
import { IndexerError } from '../../errors.js';
import type { IndexLog } from '../index-log.js';
import { refolded } from '../refolded.js';
import { FlexSearchIndex } from './flexsearch-index.js';
import { assumedAverageLength } from '../assumed-length.js';
import { Generation } from './generation.js';
import { decodeGeneration, decodeHeader, engineFingerprint, type SnapshotHeader } from './snapshot.js';
import { readFrames, type Frame } from './snapshot-format.js';

const batchSize = 256;

export interface OpenOptions {
  readonly store: ArticleStore;
  readonly analyzer: Analyzer;
  readonly snapshotFile: string;
  /** Told what was found and done about it. */
  readonly log: IndexLog;
}

/** A snapshot that fits the store and the analyzer. */
interface UsableSnapshot {
  readonly found: readonly Frame[];
  readonly header: SnapshotHeader;
  readonly userWords: UserWords;
}

async function readSnapshotBytes(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Reads the snapshot; says in the log why it is of no use where it is not. */
async function loadSnapshot({ store, analyzer, snapshotFile, log }: OpenOptions): Promise<UsableSnapshot | null> {
  const reject = (why: string): null => {
    log({ level: 'warn', message: `the index snapshot ${why}: the index is built again from the store` });
    return null;
  };
  const bytes = await readSnapshotBytes(snapshotFile).catch((error: unknown) => String(error));
  if (typeof bytes === 'string') return reject(`cannot be read (${bytes})`);
  if (bytes === null) return (await store.lastChange()) === 0 ? null : reject('is missing');
  const found = readFrames(bytes);
  if (found === null) return reject('is torn or damaged');
  const header = decodeHeader(found);
  if (header?.fingerprint !== engineFingerprint(analyzer)) return reject('was made by another analyzer');
  if (header.store !== store.id) return reject('belongs to another store');
  if (header.lastChange > (await store.lastChange())) return reject('is ahead of the store');
  const userWords = readWords(header.userWords);
  return userWords === null ? reject('holds words that cannot be read') : { found, header, userWords };
}

function readWords(text: string): UserWords | null {
  try {
    return new UserWords(parseUserWords(text, 'the snapshot'));
  } catch (error) {
    if (error instanceof IndexerError) return null;
    throw error;
  }
}

/** The texts that a snapshot of the moment `lastChange` needs, by id. */
async function texts(store: ArticleStore, lastChange: number): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for await (const batch of store.foldedTexts(lastChange, batchSize)) {
    for (const { id, text } of batch) known.set(id, text);
  }
  return known;
}

async function catchUp(index: FlexSearchIndex, options: OpenOptions, after: number, refold: boolean): Promise<number> {
  let count = 0;
  let applied = Promise.resolve();
  for await (const batch of options.store.changesSince(after, batchSize)) {
    const changes = refold ? await refolded(options.store, batch) : batch;
    // While the index takes in one batch, the next is read.
    await applied;
    applied = index.apply(changes);
    count += batch.length;
  }
  await applied;
  return count;
}

/**
 * Opens the embedded index: loads the snapshot, where one fits the store and the analyzer, and brings the index up to
 * date from the store; says through `log` what it found.
 */
export async function openFlexSearchIndex(options: OpenOptions): Promise<FlexSearchIndex> {
  const { store, analyzer, snapshotFile, log } = options;
  const started = performance.now();
  const snapshot = await loadSnapshot(options);
  const lastChange = snapshot?.header.lastChange ?? 0;
  const generation =
    snapshot === null
      ? new Generation(assumedAverageLength)
      : await decodeGeneration(snapshot.found, snapshot.header, await texts(store, lastChange));
  const index = new FlexSearchIndex({
    analyzer,
    storeId: store.id,
    snapshotFile,
    generation,
    lastChange,
    userWords: snapshot?.userWords ?? analyzer.userWords,
    doubtfulWords: snapshot?.header.doubtfulWords ?? [],
    log,
  });
  const loaded = generation.documents.liveCount;
  await index.reanalyze();
  const changes = await catchUp(index, options, lastChange, snapshot === null);
  // A compaction that was due when the snapshot was taken is due still.
  await index.apply([]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const from = snapshot === null ? 'no snapshot used' : `${String(loaded)} from the snapshot`;
  log({
    level: 'info',
    message: `index ready: ${String(index.stats().articles)} articles, ${from}, ${String(changes)} changes taken from the store, ${seconds} s`,
  });
  return index;
}
