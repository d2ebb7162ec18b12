import type { ClusterConnection } from '../../../corpus/index.js';
import type { IndexQuery } from '../search-index.js';
import type { ClusterCursors } from './cluster-cursors.js';
import type { FilterClauses } from './filter-clauses.js';
import type { SearchPlace } from './found-hits.js';
import type { Clause } from './match-query.js';

/** What a search in a cluster works with. */
export interface ClusterParts {
  readonly connection: ClusterConnection;
  /** Of the documents that are searched. */
  readonly index: string;
  /** Folded characters an article, by which the impacts of this index were computed. */
  readonly averageLength: number;
  /** The folded texts of articles, empty where one is gone. */
  readonly textsOf: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly cursors: ClusterCursors;
}

/** A query on its way. */
export interface Asked {
  readonly parts: ClusterParts;
  readonly query: IndexQuery;
  readonly match: Clause;
  readonly filters: FilterClauses;
  readonly place: SearchPlace;
}
