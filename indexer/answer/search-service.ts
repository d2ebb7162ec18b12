import type { ArticleStore } from '../../corpus/index.js';
import type { Analyzer } from '../analyzer/analyzer.js';
import type { CursorPage, IndexResult, SearchIndex } from '../index/search-index.js';
import type { LiveSynonyms } from '../live-synonyms.js';
import { findAlternatives, type AlternativeSources } from '../query/alternatives.js';
import { analyzeQuery, type Query } from '../query/match-tree.js';
import type { Readers } from '../readers/readers.js';
import { standsIn, type Needle } from '../query/needle.js';
import { ownTurn, searching } from '../searches-first.js';
import { didYouMean } from './did-you-mean.js';
import { readHits, type HitTexts } from './read-hits.js';
import { relatedArticles } from './related.js';
import type { RelatedAnswer, SearchAnswer, SearchRequest, SuggestAnswer, SuggestRequest } from './search-answer.js';
import { StageClock, type OnStage } from './stages.js';
import { suggest } from './suggest.js';

/** Characters of a query that are used. */
export const queryLength = 256;

/** Answers readers: parses, asks the index, reads the texts of one page of hits, marks them. */
export interface SearchService {
  /**
   * @throws IndexerError `cursor_expired` or `invalid_cursor`; nothing else that a reader could cause
   */
  search(request: SearchRequest): Promise<SearchAnswer>;

  /** Readers' queries, words and titles that begin with what was typed. */
  suggest(request: SuggestRequest): Promise<SuggestAnswer>;

  /** At most `size` articles on the same story or subject, without its copies; none of an id that is not there. */
  related(id: string, size: number): Promise<RelatedAnswer>;
}

/** What a search service works with. */
export interface SearchDependencies {
  readonly store: ArticleStore;
  readonly index: SearchIndex;
  readonly analyzer: Analyzer;
  /** Share of its score that an article of the newest day gains where `recency` is on. */
  readonly recency: number;
  /** What readers typed and chose, and what must not be suggested; default: nothing of either. */
  readonly readers?: Readers;
  /** A site's own synonyms; default: none. */
  readonly synonyms?: Pick<LiveSynonyms, 'current'>;
  /** Told how long the stages of searches take; default: nobody is. */
  readonly onStage?: OnStage;
}

/** The first 256 characters of a query (code points), and whether there were more. */
function truncate(q: string): { text: string; truncated: boolean } {
  if (q.length <= queryLength) return { text: q, truncated: false };
  const points = Array.from(q.slice(0, queryLength * 2 + 1));
  return { text: points.slice(0, queryLength).join(''), truncated: points.length > queryLength };
}

function relaxation(relaxed: boolean, query: Query, texts: HitTexts): SearchAnswer['relaxed'] {
  if (!relaxed) return null;
  const stands = (needle: Needle): boolean => texts.stored.some(({ folded }) => standsIn(folded.text, needle));
  const shown = query.needles.filter(stands);
  // What stands for words cut off each other stands for each of them.
  const isShown = (text: string): boolean =>
    shown.some(({ standsFor, text: own }) => (standsFor === null ? own === text : standsFor.includes(text)));
  const typed = query.needles.filter(({ standsFor }) => standsFor === null);
  return { match: 'any', dropped: typed.map(({ text }) => text).filter((text) => !isShown(text)) };
}

function milliseconds(since: number): number {
  return Math.round((performance.now() - since) * 100) / 100;
}

/** Does what needs no analysis first. */
function inOwnTurn<T>(task: () => Promise<T>): Promise<T> {
  return searching(() => ownTurn().then(task));
}

/** What an answer says whether it came from a search or a cursor. */
interface Found {
  readonly text: string;
  readonly truncated: boolean;
  readonly page: number;
  readonly result: Pick<IndexResult & CursorPage, 'total' | 'hits' | 'relaxed' | 'cursor'> & Partial<IndexResult>;
  readonly query: Query;
  readonly didYouMean: string | null;
}

async function toAnswer(store: ArticleStore, size: number, started: number, found: Found): Promise<SearchAnswer> {
  const { result, query } = found;
  const texts = await readHits(store, result.hits, query);
  return {
    query: found.text,
    truncated: found.truncated,
    total: result.total,
    stories: result.stories ?? result.total,
    page: found.page,
    size,
    tookMs: milliseconds(started),
    relaxed: relaxation(result.relaxed, query, texts),
    didYouMean: found.didYouMean,
    hits: texts.hits,
    facets: result.facets ?? {},
    next: result.cursor,
  };
}

/** Builds the service over a store and its index. */
export function createSearchService(dependencies: SearchDependencies): SearchService {
  const { store, index, analyzer, recency, readers, synonyms, onStage = () => undefined } = dependencies;
  const sources: AlternativeSources = {
    synonymsOf: (word) => synonyms?.current.alternativesOf(word) ?? [],
    spelled: (typed) => index.spelled(typed),
  };
  const analyzed = (text: string): Promise<Query> =>
    analyzeQuery(text, analyzer, (runs) => findAlternatives(runs, sources));
  /** How many articles hold all words of another query, all else the same. */
  const countAll = async (request: SearchRequest, query: Query): Promise<number> => {
    const none = { recency: 0, explain: false, offset: 0, size: 0, facets: [], collapse: false, pin: false } as const;
    const { total } = await index.search({ ...request, ...none, sort: 'newest', match: 'all', text: '', query });
    return total;
  };
  const search = async (request: SearchRequest, clock: StageClock): Promise<Found> => {
    const { text, truncated } = truncate(request.q);
    const query = await analyzed(text);
    clock.end('analyze');
    await ownTurn();
    clock.end('wait');
    const { page, size } = request;
    const weight = request.recency ? recency : 0;
    const result = await index.search({ ...request, recency: weight, text, query, offset: (page - 1) * size });
    clock.end('find');
    const count = (other: Query): Promise<number> => countAll(request, other);
    const offering = { index, blockList: readers?.blockList, analyzed, count };
    const offer = truncated ? null : await didYouMean(text, result, offering);
    clock.end('correct');
    return { text, truncated, page, result, query, didYouMean: offer };
  };
  const goOn = async (cursor: string, size: number): Promise<Found> => {
    const result = await index.next(cursor, size);
    const page = Math.floor(result.offset / size) + 1;
    return { text: result.text, truncated: false, page, result, query: await analyzed(result.text), didYouMean: null };
  };
  return {
    search: (request) =>
      searching(async () => {
        const started = performance.now();
        const clock = new StageClock(onStage);
        const found = request.cursor === null ? await search(request, clock) : await goOn(request.cursor, request.size);
        const answer = await toAnswer(store, request.size, started, found);
        if (request.cursor === null) clock.end('read');
        return answer;
      }),
    suggest: (request) => inOwnTurn(() => suggest(request, { store, index, readers: readers ?? null })),
    related: (id, size) => inOwnTurn(() => relatedArticles(id, size, { store, index })),
  };
}
