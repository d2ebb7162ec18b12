import { parentPort, workerData } from 'node:worker_threads';
import { loadJieba, releaseJieba } from './jieba.js';
import { crossingWords } from './crossing-words.js';
import { bundledWords } from './dictionary.js';
import { indexTerms, knownWords, queryWords, type IsShortWord } from './segment.js';
import type { SegmenterReply, SegmenterRequest } from './segmenter-messages.js';
import { SpanWriter } from './term-spans.js';

/** The thread in which jieba lives: `Segmenter` starts it, with the user's words as its data. */

function packedTerms(texts: readonly string[], isShort: IsShortWord): Uint32Array<ArrayBuffer> {
  const out = new SpanWriter();
  for (const text of texts) {
    out.begin(text.length);
    indexTerms(text, isShort, out);
    crossingWords(text, bundledWords(), out);
  }
  return out.build();
}

function answer({ id, kind, texts }: SegmenterRequest, isShort: IsShortWord): SegmenterReply {
  try {
    if (kind === 'words') return { id, kind, words: texts.map(queryWords) };
    if (kind === 'known words') return { id, kind, words: texts.map(knownWords) };
    return { id, kind, packed: packedTerms(texts, isShort) };
  } catch (error) {
    return { id, kind: 'failure', message: String(error) };
  }
}

const isShort = loadJieba(String(workerData));
parentPort?.on('message', (request: SegmenterRequest | null) => {
  if (request === null) {
    parentPort?.close();
    releaseJieba();
    return;
  }
  const reply = answer(request, isShort);
  parentPort?.postMessage(reply, reply.kind === 'terms' ? [reply.packed.buffer] : []);
});
