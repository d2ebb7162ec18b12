import type { SearchAnswer, SearchRequest, SuggestAnswer, SuggestRequest } from './search-answer.js';

/** Answers readers: parses, asks the index, reads the texts of one page of hits, marks them. */
export interface SearchService {
  /**
   * @throws IndexerError `cursor_expired` or `invalid_cursor`; nothing else that a reader could cause
   */
  search(request: SearchRequest): Promise<SearchAnswer>;

  /** Titles and words that begin with what was typed. */
  suggest(request: SuggestRequest): Promise<SuggestAnswer>;
}
