import { isRanked, mayRelax, type IndexQuery } from '../search-index.js';
import type { FacetCount, FacetField, ScorePart } from '../../answer/search-answer.js';
import type { Bitset } from './bitset.js';
import { CollapsedResult } from './collapse.js';
import { countFacet } from './facets.js';
import { FilterSets } from './filter.js';
import type { Generation } from './generation.js';
import { Matcher } from './match.js';
import { comparator, firstInOrder, firstOf, without } from './order.js';
import { refinedRanks } from '../ranking/refinement.js';
import { Ranking } from './rank.js';

/** A query worked out: the exact set, and how to order and count it. */
export interface Outcome {
  /** How many documents match, filters applied. */
  readonly total: number;
  /** How many hits they are: where they are collapsed, stories. */
  readonly stories: number;
  readonly relaxed: boolean;
  /** By document number, until the next query; empty where nothing was ranked. */
  readonly scores: Float32Array;
  readonly facets: Partial<Record<FacetField, readonly FacetCount[]>>;
  /** The documents of one page, until the next query. */
  page(offset: number, size: number): readonly number[];
  /** Documents that are one hit with another, the earliest first. */
  copies(document: number): readonly number[];
  /** The parts of a document's score. */
  explain(document: number): readonly ScorePart[];
}

const noScores = new Float32Array(0);

function strictMatch(matcher: Matcher, query: IndexQuery): Bitset {
  if (query.match === 'any') return matcher.match(query.query, 'any');
  // What is ranked needs the set of each word: how many documents hold it is what it counts.
  return isRanked(query) ? matcher.match(query.query, 'all') : matcher.matchAll(query.query);
}

/** The documents that match before and after filters, by `all`, or by `any` where that is asked for or falls due. */
function resolveMatch(
  matcher: Matcher,
  filters: FilterSets,
  query: IndexQuery,
): { unfiltered: Bitset; matching: Bitset; relaxed: boolean } {
  const strict = strictMatch(matcher, query);
  const narrowed = filters.narrow(strict);
  if (!mayRelax(query) || !narrowed.isEmpty()) {
    return { unfiltered: strict, matching: narrowed, relaxed: false };
  }
  const relaxed = matcher.match(query.query, 'any');
  const found = filters.narrow(relaxed);
  return { unfiltered: relaxed, matching: found, relaxed: !found.isEmpty() };
}

/** Facets of what matches but for each one's own filter. */
function countFacets(
  generation: Generation,
  filters: FilterSets,
  { unfiltered, members }: { readonly unfiltered: Bitset; readonly members: Uint32Array },
  query: IndexQuery,
): Outcome['facets'] {
  const facets: Partial<Record<FacetField, readonly FacetCount[]>> = {};
  for (const field of query.facets) {
    const counted = filters.has(field) ? generation.countedOf(filters.narrow(unfiltered, field)) : members;
    facets[field] = countFacet(generation.documents, counted, field, query.facetSize);
  }
  return facets;
}

/** Works a query out over one generation. The set, the total and the facets are exact. */
export function runQuery(generation: Generation, query: IndexQuery): Outcome {
  const { documents } = generation;
  generation.beginQuery();
  const matcher = new Matcher(generation);
  const filters = new FilterSets(generation, query.filters);
  const { unfiltered, matching, relaxed } = resolveMatch(matcher, filters, query);
  const members = generation.membersOf(matching);
  const ranking = isRanked(query)
    ? new Ranking(generation, matcher, query.query, { matching, members, relaxed, recency: query.recency })
    : null;
  const scores = ranking?.scores ?? noScores;
  const compare = comparator(documents, query.sort, scores);
  const collapsed = query.collapse ? new CollapsedResult(generation, { matching, members }, scores) : null;
  const heads = (): Uint32Array => collapsed?.heads() ?? members;
  const copies = (document: number): readonly number[] => collapsed?.copies(document) ?? [];
  const hits = heads();
  const first = ranking === null ? [] : refineFirst(ranking, firstOf(hits, refinedRanks, compare, scores), collapsed);
  first.sort(compare);
  return {
    total: members.length,
    stories: hits.length,
    relaxed,
    scores,
    page: (offset, size) => {
      const end = offset + size;
      if (first.length >= end || first.length === hits.length) return first.slice(offset, end);
      return [...first, ...firstInOrder(without(heads(), first), end - first.length, compare, ranking?.scores)].slice(
        offset,
        end,
      );
    },
    copies,
    facets: countFacets(generation, filters, { unfiltered, members }, query),
    explain: (document) => ranking?.explain(document) ?? [],
  };
}

/** Refines the first hits and their copies, some of them: what their texts say may make another copy the one to show. */
function refineFirst(ranking: Ranking, first: readonly number[], collapsed: CollapsedResult | null): number[] {
  if (collapsed === null) {
    ranking.refine(first);
    return [...first];
  }
  ranking.refine([...first, ...first.flatMap((document) => collapsed.copies(document)).slice(0, refinedRanks)]);
  return first.map((document) => collapsed.head(document));
}
