import type { Article } from '../../../corpus/index.js';
import type { MatchMode } from '../../../indexer/index.js';
import { article, openEngine, request, type Engine } from '../../indexer/engine.js';
import type { Builder, Contender } from './contender.js';
import type { Document } from './judged-set.js';

const batch = 256;

/** A judged document as our engine takes it. */
export function asArticle({ publishedAt, ...fields }: Document): Article {
  return article({ ...fields, publishedAt: publishedAt ?? null });
}

async function fill({ ingest, index }: Engine, documents: readonly Document[]): Promise<void> {
  for (let start = 0; start < documents.length; start += batch) {
    const part = documents.slice(start, start + batch);
    await ingest.write(part.map(asArticle));
  }
  // Impacts by the true mean length, as a service has them after its first hours.
  await index.compact();
}

/** Our engine with these documents in it. */
export async function openFilled(documents: readonly Document[]): Promise<Engine> {
  const engine = await openEngine();
  await fill(engine, documents);
  return engine;
}

function asked(engine: Engine, match: MatchMode): Contender {
  const search = async (query: string, size: number): Promise<string[]> => {
    const answer = await engine.search.search(request(query, { match, size, recency: false }));
    return answer.hits.map(({ id }) => id);
  };
  return { name: `ours, ${match}`, search, close: () => (match === 'any' ? engine.index.close() : undefined) };
}

/** Our engine, whole, asked as a client would ask it: texts read and marked, too. */
export const ours: Builder = async (documents) => {
  const engine = await openFilled(documents);
  return [asked(engine, 'any'), asked(engine, 'auto')];
};
