export { Analyzer, loadAnalyzer } from './analyzer/analyzer.js';
export * from './answer/search-answer.js';
export { escapeHtml } from './answer/html-escape.js';
export { createSearchService, type SearchDependencies, type SearchService } from './answer/search-service.js';
export { IndexerError, type IndexerErrorCode } from './errors.js';
export { createIngest, type Ingest, type IngestDependencies, type WriteReport } from './ingest.js';
export { openFlexSearchIndex, type OpenOptions } from './index/flexsearch/open-flexsearch-index.js';
export type { IndexEvent, IndexLog } from './index/index-log.js';
export type { IndexStats, SearchIndex } from './index/search-index.js';
