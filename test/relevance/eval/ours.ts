import type { MatchMode } from '../../../indexer/index.js';
import { article, openEngine, request, type Engine } from '../../indexer/engine.js';
import type { Builder, Contender } from './contender.js';
import type { Document } from './judged-set.js';

const batch = 256;

async function fill({ ingest, index }: Engine, documents: readonly Document[]): Promise<void> {
  for (let start = 0; start < documents.length; start += batch) {
    const part = documents.slice(start, start + batch);
    await ingest.write(part.map(({ publishedAt = null, ...fields }) => article({ ...fields, publishedAt })));
  }
  // Impacts by the true mean length, as a service has them after its first hours.
  await index.compact();
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
  const engine = await openEngine();
  await fill(engine, documents);
  return [asked(engine, 'any'), asked(engine, 'auto')];
};
