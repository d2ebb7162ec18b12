/**
 * What goes wrong in the indexer and is somebody's to mend.
 * `cursor_expired`: the cursor was good once. `invalid_cursor`: it never was.
 * `dictionary`: a dictionary file is missing or unreadable.
 * `invalid_words`: a line of a dictionary or of synonyms cannot be taken.
 * `words_full`: they cannot be written because the disk is full. `words_unavailable`: because the cluster that keeps them
 * does not answer, or refuses. `words_changed`: because other processes change them all the time.
 * `segmenter`: the thread that cuts texts cannot be kept alive.
 * `query_log`: what readers typed cannot be read or written. `query_log_full`: because the disk is full.
 */
export type IndexerErrorCode =
  | 'cursor_expired'
  | 'invalid_cursor'
  | 'dictionary'
  | 'invalid_words'
  | 'words_full'
  | 'words_unavailable'
  | 'words_changed'
  | 'segmenter'
  | 'query_log'
  | 'query_log_full';

export class IndexerError extends Error {
  override readonly name = 'IndexerError';
  readonly code: IndexerErrorCode;

  constructor(code: IndexerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
