export { Analyzer } from './analyzer/analyzer.js';
export { readUserWords } from './analyzer/dictionary.js';
export { lineOf, parseUserWords, UserWords, type UserWord } from './analyzer/user-words.js';
export { termsOf, type Term, type TermSpans } from './analyzer/term-spans.js';
export { cacheAnswers } from './answer/answer-cache.js';
export * from './answer/search-answer.js';
export { escapeHtml } from './answer/html-escape.js';
export { createSearchService, type SearchDependencies, type SearchService } from './answer/search-service.js';
export type { OnStage, Stage } from './answer/stages.js';
export { blockedForm, type BlockList } from './readers/block-list.js';
export { ClusterQueryLog } from './readers/cluster-query-log.js';
export { MemoryQueryLog } from './readers/memory-query-log.js';
export type { QueryLog, Use, UseChange, UseKind, UseName } from './readers/query-log.js';
export {
  isFound,
  Readers,
  type Choice,
  type CountedQuery,
  type CountedSearch,
  type ReadersOptions,
} from './readers/readers.js';
export { prepareQueryLog, SqliteQueryLog } from './readers/sqlite-query-log.js';
export { IndexerError, type IndexerErrorCode } from './errors.js';
export {
  allWords,
  LiveDictionary,
  readDictionary,
  type DictionaryChange,
  type DictionaryFiles,
  type DictionaryWords,
  type ListedWord,
} from './live-dictionary.js';
export { LiveSynonyms, type SynonymChange } from './live-synonyms.js';
export { ClusterWords } from './cluster-words.js';
export { readNamedFile, WordFile } from './word-file.js';
export type { WordSource } from './word-source.js';
export { lineOfRule, Synonyms, type SynonymRule } from './query/synonyms.js';
export { createIngest, type Ingest, type IngestDependencies, type WriteReport } from './ingest.js';
export { openFlexSearchIndex, type OpenOptions } from './index/flexsearch/open-flexsearch-index.js';
export { openOpenSearchIndex, type OpenSearchOptions } from './index/opensearch/open-opensearch-index.js';
export { Reindexer, type ReindexOptions, type ReindexReport } from './index/opensearch/reindex.js';
export type { IndexEvent, IndexLog } from './index/index-log.js';
export type { IndexStats, SearchIndex } from './index/search-index.js';
export { Refreshing, type Shared } from './refreshing.js';
export { Turns } from './turns.js';
export { BackgroundSlices } from './work-slices.js';
export { foldArticle } from './article-text.js';
export { moveDurably, replaceFile, toDisk } from './durable-file.js';
