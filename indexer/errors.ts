/**
 * What goes wrong in the indexer and is somebody's to mend.
 * `cursor_expired`: the cursor was good once. `invalid_cursor`: it never was.
 * `dictionary`: a dictionary file is missing or unreadable.
 */
export type IndexerErrorCode = 'cursor_expired' | 'invalid_cursor' | 'dictionary';

export class IndexerError extends Error {
  override readonly name = 'IndexerError';
  readonly code: IndexerErrorCode;

  constructor(code: IndexerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
