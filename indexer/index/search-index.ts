import type { StoreChange } from '../../corpus/index.js';
import type { FacetCount, FacetField, Filters, MatchMode, ScorePart, SortOrder } from '../answer/search-answer.js';
import type { Query } from '../query/match-tree.js';

/** A question to an index, ready to be run. */
export interface IndexQuery {
  /** The query as used, kept with a cursor so that its later pages can be marked. */
  readonly text: string;
  readonly query: Query;
  readonly match: MatchMode;
  /** Share of its score that an article of the newest day gains; 0: none. */
  readonly recency: number;
  readonly explain: boolean;
  readonly filters: Filters;
  readonly sort: SortOrder;
  /** How many hits to leave out at the start. */
  readonly offset: number;
  readonly size: number;
  readonly facets: readonly FacetField[];
  readonly facetSize: number;
  /** Whether copies of one story are one hit. */
  readonly collapse: boolean;
  /** Whether to pin the whole result, article by article, so that it can be walked with a cursor. */
  readonly pin: boolean;
}

/** Whether a query's hits are put in order by how well they match. */
export function isRanked({ sort, query }: Pick<IndexQuery, 'sort' | 'query'>): boolean {
  return sort === 'relevance' && query.needles.length > 0;
}

/** Whether any of the words will do where no article has all. */
export function mayRelax({ match, query }: Pick<IndexQuery, 'match' | 'query'>): boolean {
  return match === 'auto' && query.needles.length > 1;
}

export interface ScoredArticle {
  readonly id: string;
  /** 0 where nothing was ranked. */
  readonly score: number;
}

export interface IndexHit extends ScoredArticle {
  /** Where asked for: the parts of the score. */
  readonly explanation?: readonly ScorePart[];
  /** Articles of the result that are one hit with this one, the earliest first. */
  readonly copies: readonly string[];
}

export interface IndexResult {
  /** How many articles match. */
  readonly total: number;
  /** How many hits they are, copies collapsed where that was asked for. */
  readonly stories: number;
  readonly hits: readonly IndexHit[];
  /** Whether `auto` fell back to `any`. */
  readonly relaxed: boolean;
  readonly facets: Partial<Record<FacetField, readonly FacetCount[]>>;
  /** Leads to the hits after these; `null` where there are none or nothing was pinned. */
  readonly cursor: string | null;
}

/** A later page of a pinned result. */
export interface CursorPage {
  /** The query as it was used when the result was pinned. */
  readonly text: string;
  readonly total: number;
  readonly relaxed: boolean;
  /** How many hits come before these. */
  readonly offset: number;
  readonly hits: readonly IndexHit[];
  readonly cursor: string | null;
}

/** Something that begins with what was typed: a word of the index, or the article whose title does. */
export type Completion =
  { readonly kind: 'word'; readonly text: string } | { readonly kind: 'title'; readonly id: string };

/** A word of the index that a part of a run may be meant for, with the characters beside it that no other word takes. */
export interface Correction {
  /** The part, in UTF-16 units of the run. */
  readonly start: number;
  readonly end: number;
  /** What takes its place, folded. */
  readonly text: string;
  /** Higher is likelier; comparable among the runs of one query. */
  readonly weight: number;
}

export interface IndexStats {
  /** Articles that can be found. */
  readonly articles: number;
  /** Deleted or replaced versions that the next compaction takes out. */
  readonly deleted: number;
  readonly terms: number;
  readonly postings: number;
  /** Folded characters an article, the mean by which impacts were computed. */
  readonly averageLength: number;
  readonly bytes: IndexBytes;
  /** The store's change up to which the index is complete. */
  readonly lastChange: number;
  /** Articles analysed again for their words since the index was opened, those at opening included. */
  readonly reanalyzed: number;
}

/** Memory by structure, in bytes; objects and strings as V8 lays them out, about. */
export interface IndexBytes {
  /** The folded texts. */
  readonly texts: number;
  /** The terms and where they stand, `crossingWords` among them. */
  readonly postings: number;
  readonly signatures: number;
  readonly characterSets: number;
  /** Which articles hold a word of the dictionary across those they were cut into. */
  readonly crossingWords: number;
  readonly pairFrequencies: number;
  /** Words by how they begin, as written and in pinyin, and titles. */
  readonly completions: number;
  /** Ids, and what filters, facets and orders go by. */
  readonly columns: number;
  /** Which articles tell the same story, and the fingerprints by which that is found out. */
  readonly stories: number;
}

/**
 * Finds and ranks articles. The set of articles that match, totals and facets are exact (API.md, "What matches").
 * An index is derived data: everything in it can be made again from the store.
 */
export interface SearchIndex {
  /** Takes changes of the store, in rising order; found by every search that starts after it resolved. */
  apply(changes: readonly StoreChange[]): Promise<void>;

  /**
   * Has searches find these articles as the store has them now: who stored them may not have got so far, or have failed.
   */
  ensure(ids: readonly string[]): Promise<void>;

  /**
   * Analyses again the articles that hold a word which the analyzer has come to cut otherwise; to be called when its
   * words have changed. Searches go on meanwhile, writes wait. What one that failed has left the next one does.
   * @returns how many articles those were
   */
  reanalyze(): Promise<number>;

  search(query: IndexQuery): Promise<IndexResult>;

  /**
   * The next page of a pinned result. Deleted articles are left out, new ones not seen, each hit comes once.
   * @throws IndexerError `cursor_expired`, `invalid_cursor`
   */
  next(cursor: string, size: number): Promise<CursorPage>;

  /**
   * At most `size` words and titles that begin with the folded `prefix`, or that it begins to spell in pinyin (in full,
   * by initials, by both, mixed with characters): the most frequent words and newest titles first, no near-repeats.
   * @param isWanted whether a word, or a title from its first word on, may be among them, folded; default all
   */
  complete(prefix: string, size: number, isWanted?: (folded: string) => boolean): Promise<readonly Completion[]>;

  /**
   * The words of the index, two characters and more, that are spelled so in pinyin (`pinyinInput`): the most frequent
   * first, eight at most. Where no word is, those of the fewest words in a row that letters can be parted into. No stop
   * words, unless there is nothing else and no article has the letters as a word.
   */
  spelled(typed: string): Promise<readonly (readonly string[])[]>;

  /**
   * The words, at most `size`, that parts of a folded run may be meant for, the likeliest first: they sound or look much
   * alike, or differ by a slip. None in place of a word that a dictionary knows, or more than one article holds.
   */
  corrections(run: string, size: number): Promise<readonly Correction[]>;

  /**
   * Articles on the same story or subject as this one, best first, at most `size`; copies of it and of each other are
   * left out. A score is the share of what the article itself would score. Empty where nothing is related, or no
   * article has this id.
   */
  related(id: string, size: number): Promise<readonly ScoredArticle[]>;

  /** Those of these ids under which no article can be found. */
  missing(ids: readonly string[]): Promise<readonly string[]>;

  /** 0 of an index as its snapshot has it, or an empty one; higher whenever a question may be answered otherwise. */
  readonly version: number;

  stats(): IndexStats;

  /** Takes out deleted versions and computes impacts anew; searches and writes go on meanwhile. */
  compact(): Promise<void>;

  /** Writes a snapshot, whole or not at all. */
  saveSnapshot(): Promise<void>;

  /** Stops background work; no call may follow. */
  close(): Promise<void>;
}
