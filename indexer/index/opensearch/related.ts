import { z } from 'zod';
import { type ClusterConnection, wholeSearch } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import type { Shingles } from '../../stories/shingles.js';
import { articleShingles, isNearCopy } from '../near-copy.js';
import { keyTerms, matterOf, type KeyTerms } from '../ranking/key-terms.js';
import { closeness, leastShare, leastShared, mostCandidates } from '../ranking/relatedness.js';
import type { ScoredArticle } from '../search-index.js';
import { constant, orders } from './cluster-order.js';
import { ownImpactParts, partTerm } from './impact-parts.js';
import type { Clause } from './match-query.js';
import { countWords } from './word-counts.js';

/** What related articles are found by. */
export interface RelatedParts {
  readonly connection: ClusterConnection;
  readonly index: string;
  /** Folded characters an article, by which the impacts of the index were computed. */
  readonly averageLength: number;
  readonly analyzer: Analyzer;
  /** The folded texts of articles, empty where one is gone. */
  readonly textsOf: (ids: readonly string[]) => Promise<readonly string[]>;
}

const answer = z.object({
  hits: z.object({
    hits: z.array(
      z.object({
        fields: z.object({ id: z.tuple([z.string()]), day: z.tuple([z.number()]).optional() }),
        _score: z.number(),
      }),
    ),
  }),
  aggregations: z.object({ all: z.object({ own: z.object({ day: z.object({ value: z.number().nullable() }) }) }) }),
});

/** As `relatedTo` of the index in memory: the same terms, shares and copies. */
export async function relatedTo(parts: RelatedParts, id: string, size: number): Promise<readonly ScoredArticle[]> {
  const [text = ''] = await parts.textsOf([id]);
  if (text === '') return [];
  const hits: ScoredArticle[] = [];
  const seen = [articleShingles(text)];
  const candidates = await candidatesFor(parts, id, await termsOf(parts, text));
  // Mostly the first ones will do: the texts of the others are not fetched.
  for (let start = 0; hits.length < size && start < candidates.length; start += 2 * size) {
    const some = candidates.slice(start, start + 2 * size);
    const texts = await parts.textsOf(some.map((one) => one.id));
    some.forEach((one, i) => {
      if (hits.length < size && isNew(seen, texts[i] ?? '')) hits.push(one);
    });
  }
  return hits;
}

/** Whether a text is no copy of those seen, which it joins then. */
function isNew(seen: Shingles[], text: string): boolean {
  const shingles = articleShingles(text);
  if (seen.some((other) => isNearCopy(other, shingles))) return false;
  seen.push(shingles);
  return true;
}

async function termsOf({ connection, index, averageLength, analyzer }: RelatedParts, text: string): Promise<KeyTerms> {
  const matter = await matterOf(text, analyzer);
  const { articles, counts } = await countWords(connection, index, [...matter.keys()]);
  return keyTerms(text, matter, { count: (term) => counts.get(term) ?? 0, articles, averageLength });
}

/** Articles that have several of the terms, best first, a little higher the closer in time. */
async function candidatesFor(
  { connection, index }: RelatedParts,
  id: string,
  { terms, ownScore }: KeyTerms,
): Promise<readonly ScoredArticle[]> {
  if (terms.length < leastShared) return [];
  const own: Clause = { term: { id } };
  const several = {
    bool: { should: terms.map(({ text }) => ({ term: { words: text } })), minimum_should_match: leastShared },
  };
  const should = terms.flatMap(({ text, weight }) =>
    ownImpactParts.map((part) => constant({ term: { impacts: partTerm(part, text) } }, weight * part.impact)),
  );
  const { hits, aggregations } = await connection.ask(answer, {
    method: 'POST',
    path: [index, '_search'],
    query: wholeSearch,
    body: {
      query: { bool: { filter: [several], must_not: [own], should } },
      sort: orders.relevance,
      docvalue_fields: ['id', 'day'],
      size: mostCandidates,
      aggs: { all: { global: {}, aggs: { own: { filter: own, aggs: { day: { max: { field: 'day' } } } } } } },
    },
  });
  const day = aggregations.all.own.day.value ?? Number.NaN;
  return hits.hits
    .map(({ fields, _score }) => ({ id: fields.id[0], share: _score / ownScore, days: (fields.day?.[0] ?? NaN) - day }))
    .filter(({ share }) => share >= leastShare)
    .map(({ id: other, share, days }) => ({ id: other, score: share * closeness(days) }))
    .sort((a, b) => b.score - a.score);
}
