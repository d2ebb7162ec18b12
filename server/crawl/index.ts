export { CrawlError, type CrawlErrorCode } from './crawl-error.js';
export { crawlSource, type CrawlDependencies, type CrawlSink } from './crawl-source.js';
export { emptyReport, type CrawlLog, type CrawlReport } from './crawl-report.js';
export { CrawlState, prepareCrawlState } from './crawl-state.js';
export { createFetcher, FetchError, type Fetcher } from './fetch/index.js';
export { followSources, type FollowOptions, type Following, type SourceStatus } from './follow-sources.js';
export { pageArticle } from './page-article.js';
export { hostsOf, parsePlan, readPlan, sourceAt, type CrawlPlan, type Source } from './source.js';
