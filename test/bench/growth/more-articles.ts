import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import type { Document } from '../../relevance/eval/judged-set.js';
import { randomNumbers } from '../../relevance/eval/substring-runs.js';

/** A sentence with the mark at its end. */
const sentence = /[^。！？；\n]+[。！？；\n]*/g;

const sentencesOf = (text: string): readonly string[] => text.match(sentence) ?? [];

/** As many sentences as one article has, each of an article drawn by chance, behind a title of two halves. */
function recombined(documents: readonly Document[], number: number, random: () => number): Document {
  const any = (): Document => documents[Math.floor(random() * documents.length)] ?? { id: '', title: '', body: '' };
  const one = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const frame = any();
  const [first, second] = [any().title, any().title];
  const title = first.slice(0, first.length >> 1) + second.slice(second.length >> 1);
  const body = sentencesOf(frame.body).map(() => one(sentencesOf(any().body)) ?? '');
  return { ...frame, id: `more-${number}`, title, body: body.join('') };
}

/** The first articles, and past the last one articles made of the sentences of all, the same each time. */
export function someArticles(documents: readonly Document[], count: number): Document[] {
  const random = randomNumbers(2);
  const made = Array.from({ length: Math.max(0, count - documents.length) }, (_, i) =>
    recombined(documents, i, random),
  );
  return [...documents.slice(0, count), ...made];
}

/** Writes articles as `readNews` and `xunwen index` read them. */
export function writeNews(file: string, documents: readonly Document[]): void {
  // Not in one string: that has an end.
  const parts: Buffer[] = [];
  for (let i = 0; i < documents.length; i += 10_000) {
    const lines = documents.slice(i, i + 10_000).map((document) => `${JSON.stringify(document)}\n`);
    parts.push(gzipSync(lines.join('')));
  }
  writeFileSync(file, Buffer.concat(parts));
}
