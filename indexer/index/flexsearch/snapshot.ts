import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import { filterFields } from '../../answer/search-answer.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import { ByteReader, ByteWriter } from '../../bytes.js';
import { Bitset } from './bitset.js';
import type { ColumnFields } from '../column-fields.js';
import { Generation } from './generation.js';
import { impactVersion, slotCount } from '../ranking/impact.js';
import { NumberList } from './number-list.js';
import { documentOf } from './posting-list.js';
import { RunSignatures } from './run-signatures.js';
import { allPairs } from './pair-frequencies.js';
import { frames, type Frame } from './snapshot-format.js';
import type { SavedStories } from './stories.js';
import { storyVersion } from '../../stories/same-story.js';

/** What a snapshot was made of: with another analyzer or another store it is of no use. */
export interface SnapshotHeader {
  readonly fingerprint: string;
  readonly store: string;
  /** The store's change up to which the snapshot is complete. */
  readonly lastChange: number;
  /** Document numbers it holds, dead ones included. */
  readonly documents: number;
  readonly averageLength: number;
  /** The user's words by which all its articles were cut, as `UserWords` writes them. */
  readonly userWords: string;
  /** Words whose articles may have been cut otherwise nevertheless. */
  readonly doubtfulWords: readonly string[];
}

const headerSchema: z.ZodType<SnapshotHeader> = z.object({
  fingerprint: z.string(),
  store: z.string(),
  lastChange: z.int(),
  documents: z.int(),
  averageLength: z.number(),
  userWords: z.string(),
  doubtfulWords: z.array(z.string()),
});

const postingsAFrame = 1 << 18;

/** The part of fingerprints that is the engine's own. */
export function engineFingerprint(analyzer: Analyzer): string {
  return `${analyzer.fingerprint}.${String(impactVersion)}.${String(slotCount)}.${RunSignatures.layout}.${String(storyVersion)}`;
}

function json(kind: number, value: unknown): Frame {
  return { kind, bytes: Buffer.from(JSON.stringify(value)) };
}

function raw(kind: number, array: Uint32Array | Float64Array): Frame {
  return { kind, bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength) };
}

/**
 * The frames of a generation as it is now. They are drawn one by one while articles go on being added: what has a
 * document number of `header.documents` or more is left out, so the snapshot is of the moment it was begun. The folded
 * texts stay in the store.
 */
export function encodeGeneration(generation: Generation, header: SnapshotHeader): Generator<Frame> {
  const live = new Bitset(generation.documents.live.words.slice(0, (header.documents + 31) >>> 5));
  live.and(Bitset.below(header.documents));
  const { pairs, stories } = generation;
  return encodeFrames(generation, header, { live, pairs: pairs.save(), stories: stories.save(header.documents) });
}

/** What is copied when a snapshot begins: it may change while its frames are drawn. */
interface Copied {
  readonly live: Bitset;
  readonly pairs: Uint32Array;
  readonly stories: SavedStories;
}

function* encodeFrames(generation: Generation, header: SnapshotHeader, copied: Copied): Generator<Frame> {
  const { live, pairs, stories } = copied;
  yield* encodeDocuments(generation, header, live);
  yield raw(frames.pairs, pairs);
  for (const numbers of [stories.fingerprints, stories.rings, stories.names]) yield raw(frames.stories, numbers);
  const shelves = generation.signatures.save(header.documents);
  for (const { columns } of shelves) yield raw(frames.columns, columns);
  for (const { blocks } of shelves) for (const block of blocks) yield raw(frames.signatures, block);
  yield* encodePostings(generation, header.documents);
}

function* encodeDocuments(generation: Generation, header: SnapshotHeader, live: Bitset): Generator<Frame> {
  const { documents } = generation;
  const numbers = Array.from({ length: header.documents }, (_, number) => number);
  yield json(frames.header, header);
  yield json(
    frames.ids,
    numbers.map((number) => documents.id(number)),
  );
  yield raw(frames.live, live.words);
  yield raw(
    frames.times,
    Float64Array.from(numbers, (number) => documents.columns.times[number] ?? Number.NaN),
  );
  for (const field of filterFields) {
    const writer = new ByteWriter();
    const column = documents.columns.values[field];
    for (const number of numbers) {
      const values = column.of(number);
      writer.varint(values.length);
      for (const value of values) writer.string(column.valueOf(value));
    }
    yield { kind: frames.values, bytes: writer.build() };
  }
}

/** Terms, some hundred thousand postings a frame: each with how many it has, then, in a frame of their own, all of these. */
function* encodePostings({ postings }: Generation, documents: number): Generator<Frame> {
  let terms = new ByteWriter();
  let numbers = new NumberList();
  const build = (): Frame[] => [
    { kind: frames.terms, bytes: terms.build() },
    raw(frames.postings, numbers.numbers.subarray(0, numbers.length)),
  ];
  for (const term of postings.terms()) {
    const kept = before(postings.of(term), documents);
    if (kept.length === 0) continue;
    terms.string(term);
    terms.varint(kept.length);
    for (const posting of kept) numbers.push(posting);
    if (numbers.length < postingsAFrame) continue;
    yield* build();
    terms = new ByteWriter();
    numbers = new NumberList();
  }
  yield* build();
}

/** Of rising postings those of documents below `limit`. */
function before(postings: Uint32Array, limit: number): Uint32Array {
  let count = postings.length;
  while (count > 0 && documentOf(postings[count - 1] ?? 0) >= limit) count--;
  return postings.subarray(0, count);
}

/** Frames by kind, in file order. */
function ofKind(found: readonly Frame[], kind: number): Uint8Array[] {
  return found.filter((frame) => frame.kind === kind).map((frame) => frame.bytes);
}

function parseJson(bytes: Uint8Array | undefined): unknown {
  return bytes === undefined ? null : JSON.parse(Buffer.from(bytes).toString('utf8'));
}

/** The header of a snapshot's frames; `null` where another version of this program wrote it. */
export function decodeHeader(found: readonly Frame[]): SnapshotHeader | null {
  return headerSchema.safeParse(parseJson(ofKind(found, frames.header)[0])).data ?? null;
}

/**
 * Rebuilds a generation but for its texts and what is made from them; other work goes on between frames.
 * @param texts folded text by article id, complete for the live documents
 */
export async function decodeGeneration(
  found: readonly Frame[],
  header: SnapshotHeader,
  texts: ReadonlyMap<string, string>,
): Promise<Generation> {
  const generation = new Generation(header.averageLength);
  const words = (kind: number): Uint32Array[] => ofKind(found, kind).map((bytes) => new Uint32Array(copyBuffer(bytes)));
  generation.signatures.restore(words(frames.columns), words(frames.signatures), header.documents);
  const postings = ofKind(found, frames.postings);
  for (const [i, bytes] of ofKind(found, frames.terms).entries()) {
    decodePostings(generation, new ByteReader(bytes), new Uint32Array(copyBuffer(postings[i])));
    await turn();
  }
  const isWhole = decodeDocuments(generation, found, texts);
  if (isWhole) generation.pairs.restore(new Uint32Array(copyBuffer(ofKind(found, frames.pairs)[0])));
  else await countPairs(generation);
  const [fingerprints, rings, names] = words(frames.stories);
  if (fingerprints === undefined || rings === undefined || names === undefined)
    throw new RangeError('a snapshot lacks its stories');
  generation.stories.restore({ fingerprints, rings, names });
  return generation;
}

/** Counts pairs anew: the frame counts those of articles that have changed since, and their old texts are gone. */
async function countPairs({ documents, pairs }: Generation): Promise<void> {
  for (let number = 0; number < documents.size; number++) {
    pairs.add(allPairs(documents.text(number)));
    if (number % 500 === 0) await turn();
  }
}

/** A copy in memory of its own: frames are views into the file, aligned to nothing. */
function copyBuffer(bytes: Uint8Array | undefined): ArrayBuffer {
  return new Uint8Array(bytes ?? []).buffer;
}

function decodePostings({ postings }: Generation, terms: ByteReader, numbers: Uint32Array): void {
  for (let at = 0; !terms.atEnd;) {
    const term = terms.string();
    const count = terms.varint();
    if (at + count > numbers.length) throw new RangeError('a snapshot has fewer postings than its terms need');
    postings.restore(term, numbers.subarray(at, (at += count)));
  }
}

/** @returns whether there is a text for each document that was live when the snapshot was taken */
function decodeDocuments(generation: Generation, found: readonly Frame[], texts: ReadonlyMap<string, string>): boolean {
  const ids = z.array(z.string()).parse(parseJson(ofKind(found, frames.ids)[0]));
  const live = new Bitset(new Uint32Array(copyBuffer(ofKind(found, frames.live)[0])));
  const times = new Float64Array(copyBuffer(ofKind(found, frames.times)[0]));
  const readers = ofKind(found, frames.values).map((bytes) => new ByteReader(bytes));
  let isWhole = true;
  ids.forEach((id, number) => {
    const text = live.has(number) ? texts.get(id) : undefined;
    generation.documents.push(
      { id, text: text ?? '', fields: decodeFields(readers, times[number]) },
      text !== undefined,
    );
    isWhole &&= text !== undefined || !live.has(number);
    if (text === undefined) return;
    generation.characters.add(number, text);
    generation.completions.addTitle(number, text);
  });
  return isWhole;
}

function decodeFields(readers: readonly ByteReader[], time: number | undefined): ColumnFields {
  const [section = [], source = [], author = [], tag = []] = readers.map((reader) =>
    Array.from({ length: reader.varint() }, () => reader.string()),
  );
  return { section, source, author, tag, time: time ?? Number.NaN };
}
