import type { Article } from '../../../corpus/index.js';
import type { MatchMode } from '../../../indexer/index.js';
import { article, openEngine, request, type Engine } from '../../indexer/engine.js';
import type { Builder, Contender } from './contender.js';
import type { Document } from './judged-set.js';
import { otherScript } from './other-script.js';

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

/** A way to ask our engine. */
interface Way {
  readonly name: string;
  readonly match: MatchMode;
  readonly recency?: boolean;
  readonly convert?: (query: string) => string;
}

/** The plain two; where documents have dates, with newer ones a little up; queries in the script the texts are not in. */
function ways(documents: readonly Document[]): Way[] {
  const { name, convert } = otherScript(documents);
  const isDated = documents.some(({ publishedAt }) => publishedAt !== undefined);
  return [
    { name: 'ours, any', match: 'any' },
    { name: 'ours, auto', match: 'auto' },
    ...(isDated ? [{ name: 'ours, any, recency on', match: 'any', recency: true } as const] : []),
    { name: `ours, any, queries in ${name} script`, match: 'any', convert },
  ];
}

/** Our engine with these documents in it. */
export async function openFilled(documents: readonly Document[]): Promise<Engine> {
  const engine = await openEngine();
  await fill(engine, documents);
  return engine;
}

function asked(engine: Engine, { name, match, recency = false, convert = (query) => query }: Way): Contender {
  const search = async (query: string, size: number): Promise<string[]> => {
    const answer = await engine.search.search(request(convert(query), { match, size, recency, collapse: false }));
    return answer.hits.map(({ id }) => id);
  };
  return { name, search, close: () => (name === 'ours, any' ? engine.index.close() : undefined) };
}

/** Our engine, whole, asked as a client would ask it: texts read and marked, too. */
export const ours: Builder = async (documents) => {
  const engine = await openFilled(documents);
  return ways(documents).map((way) => asked(engine, way));
};
