/**
 * What can go wrong in the corpus; stable, for programs to act on.
 * - `invalid_article`: the input is not an article; the message says which field and why
 * - `unreadable`: a file is missing, may not be read, or is in no form that a reader knows
 * - `insufficient_storage`: the disk is full
 * - `unavailable`: the store cannot be opened, read or written
 * - `invalid_map`: a field map names an article field that is not there, or nothing
 * - `invalid_rules`: site rules are not in their form
 * - `snapshot`: a snapshot of a cluster is not there, not whole, or cannot be put back
 */
export type CorpusErrorCode =
  | 'invalid_article'
  | 'unreadable'
  | 'insufficient_storage'
  | 'unavailable'
  | 'invalid_map'
  | 'invalid_rules'
  | 'snapshot';

/** The one error of this folder. Its message is one clause for people, such as `publishedAt: not a date`. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
  readonly code: CorpusErrorCode;

  /**
   * @param code what kind of failure it is
   * @param message what is wrong, without naming a file or line: the reader of the file adds those
   * @param options `cause`: the error underneath, where there is one
   */
  constructor(code: CorpusErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
