export type { Article, ArticleImage } from './article.js';
export type {
  ArticleStore,
  FoldedArticle,
  FoldedTextEntry,
  Refolding,
  StoreChange,
  StoredArticle,
} from './store/article-store.js';
export { MemoryArticleStore } from './store/memory-article-store.js';
export {
  ClusterConnection,
  wholeSearch,
  wholeSearchOfView,
  type ClusterOptions,
  type ClusterRequest,
} from './opensearch/cluster-connection.js';
export { readDocuments } from './opensearch/read-documents.js';
export { writeDocuments, type Write } from './opensearch/bulk.js';
export { SharedText } from './opensearch/shared-text.js';
export { versioned, versionSchema, type Version } from './opensearch/version.js';
export { presentIndices } from './opensearch/cluster-indices.js';
export { ClusterSnapshots } from './opensearch/cluster-snapshots.js';
export type { Snapshot } from './opensearch/snapshot-repository.js';
export { ClusterError, errorIn, isPassing } from './opensearch/cluster-error.js';
export { documentId, OpenSearchArticleStore, type ChangeNumber } from './opensearch/opensearch-article-store.js';
export { SqliteArticleStore } from './store/sqlite-article-store.js';
export { prepareSchema as prepareArticleStore } from './store/sqlite-schema.js';
export { ownFile, type OwnFile } from './store/own-file.js';
export { SqliteFile, type SqliteFileOptions } from './store/sqlite-file.js';
export { canonicalUrl, deriveArticleId } from './article-id.js';
export type { ArticleInput, ImageInput } from './article-input.js';
export type { CorpusErrorCode } from './errors.js';
export { CorpusError } from './errors.js';
export { boundedList, boundedText } from './bounded.js';
export { formatShanghai } from './dates/shanghai-time.js';
export { htmlToText } from './html-to-text.js';
export type { Listing, ListingEntry, ListingKind } from './listings/listing.js';
export { readListing, type ListingOptions } from './listings/read-listing.js';
export { decodePage, type DecodedPage } from './page/charset.js';
export { readHtmlPage, type HtmlPage, type PageOptions } from './page/html/read-html-page.js';
export { explainPage, type FieldExplanation } from './page/html/explain-page.js';
export type { Voice as PageVoice } from './page/html/voice.js';
export { pageInput, type PageInput } from './page/html/page-input.js';
export { joinPages } from './page/html/join-pages.js';
export { parseSiteRules, type SiteRule, type SiteRules } from './page/html/site-rules.js';
export { readSiteRules } from './readers/site-rules-file.js';
export { articleInputSchema, parseArticle } from './parse-article.js';
export { parsePublishedAt } from './published-at.js';
export { applyFieldMap, parseFieldMap } from './readers/field-map.js';
export { isArticleFile } from './readers/find-files.js';
export { readJsonLines } from './readers/json-lines.js';
export { pathSize, readPath, type ReadOptions } from './readers/open-path.js';
export type { ArticleReading, FieldMap, Origin, ProblemReading, Reading } from './readers/reading.js';
export { samplePath } from './sample/index.js';
