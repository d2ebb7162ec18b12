import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { loadJieba, releaseJieba } from './jieba.js';
import { crossingWords } from './crossing-words.js';
import { bundledWords } from './dictionary.js';
import { indexTerms, knownWords, queryWords } from './segment.js';
import type { SegmenterReply, SegmenterRequest } from './segmenter-messages.js';
import { SpanWriter } from './term-spans.js';

/** The thread in which jieba lives: `Segmenter` starts it, with the user's words as its data. */

/** What came while texts were cut and can wait. */
const backlog: (SegmenterRequest | null)[] = [];

/** Answers readers' queries that came meanwhile: else they would wait for all texts of a batch. */
function letQueriesPass(): void {
  if (parentPort === null) return;
  for (let next = receive(parentPort); next !== undefined; next = receive(parentPort)) {
    if (next === null || next.kind === 'terms') backlog.push(next);
    else reply(next);
  }
}

function receive(port: MessagePort): SegmenterRequest | null | undefined {
  const received: { message: SegmenterRequest | null } | undefined = receiveMessageOnPort(port);
  return received?.message;
}

function packedTerms(texts: readonly string[]): Uint32Array<ArrayBuffer> {
  const out = new SpanWriter();
  for (const text of texts) {
    out.begin(text.length);
    indexTerms(text, isShort, out);
    crossingWords(text, bundledWords(), out);
    letQueriesPass();
  }
  return out.build();
}

function answer({ id, kind, texts }: SegmenterRequest): SegmenterReply {
  try {
    if (kind === 'words') return { id, kind, words: texts.map(queryWords) };
    if (kind === 'known words') return { id, kind, words: texts.map(knownWords) };
    return { id, kind, packed: packedTerms(texts) };
  } catch (error) {
    return { id, kind: 'failure', message: String(error) };
  }
}

function reply(request: SegmenterRequest): void {
  const answered = answer(request);
  parentPort?.postMessage(answered, answered.kind === 'terms' ? [answered.packed.buffer] : []);
}

function take(request: SegmenterRequest | null): void {
  if (request !== null) return reply(request);
  parentPort?.close();
  releaseJieba();
}

const isShort = loadJieba(String(workerData));
parentPort?.on('message', (request: SegmenterRequest | null) => {
  take(request);
  for (let next = backlog.shift(); next !== undefined; next = backlog.shift()) take(next);
});
