/**
 * What goes wrong in the indexer and is somebody's to mend.
 * `cursor_expired`: the cursor was good once. `invalid_cursor`: it never was.
 * `dictionary`: a dictionary file is missing or unreadable. `segmenter`: the thread that cuts texts cannot be kept alive.
 */
export type IndexerErrorCode = 'cursor_expired' | 'invalid_cursor' | 'dictionary' | 'segmenter';

export class IndexerError extends Error {
  override readonly name = 'IndexerError';
  readonly code: IndexerErrorCode;

  constructor(code: IndexerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
