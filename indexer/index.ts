export * from './answer/search-answer.js';
export type { SearchService } from './answer/search-service.js';
export { IndexerError, type IndexerErrorCode } from './errors.js';
export type { Ingest, WriteReport } from './ingest.js';
