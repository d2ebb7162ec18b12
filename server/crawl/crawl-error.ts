/** What can be wrong with a crawl before it begins: `sources` the file of sources, `state` the database of what was fetched. */
export type CrawlErrorCode = 'sources' | 'state';

/** An error of this folder; its message is one sentence for the operator. */
export class CrawlError extends Error {
  override readonly name = 'CrawlError';
  readonly code: CrawlErrorCode;

  constructor(code: CrawlErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
