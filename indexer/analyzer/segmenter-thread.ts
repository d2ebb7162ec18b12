import { parentPort, workerData } from 'node:worker_threads';
import { loadJieba, releaseJieba } from './jieba.js';
import { crossingWords, WordTable } from './crossing-words.js';
import { bundledWords } from './dictionary.js';
import { indexTerms, knownWords, queryWords, type ShortWords } from './segment.js';
import type { SegmenterReply, SegmenterRequest } from './segmenter-messages.js';
import { SpanWriter } from './term-spans.js';

/** The thread in which jieba lives: `Segmenter` starts it, with the user's words as its data. */

const table = new WordTable(bundledWords());

function packedTerms(texts: readonly string[], short: ShortWords): Uint32Array<ArrayBuffer> {
  const out = new SpanWriter();
  for (const text of texts) {
    out.begin();
    indexTerms(text, short, out);
    crossingWords(text, table, out);
  }
  return out.build();
}

function answer({ id, kind, texts }: SegmenterRequest, short: ShortWords): SegmenterReply {
  try {
    if (kind === 'words') return { id, kind, words: texts.map(queryWords) };
    if (kind === 'known words') return { id, kind, words: texts.map(knownWords) };
    return { id, kind, packed: packedTerms(texts, short) };
  } catch (error) {
    return { id, kind: 'failure', message: String(error) };
  }
}

const short = loadJieba(String(workerData));
parentPort?.on('message', (request: SegmenterRequest | null) => {
  if (request === null) {
    parentPort?.close();
    releaseJieba();
    return;
  }
  const reply = answer(request, short);
  parentPort?.postMessage(reply, reply.kind === 'terms' ? [reply.packed.buffer] : []);
});
