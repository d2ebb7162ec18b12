import type { ArticleStore } from '../corpus/index.js';
import {
  Analyzer,
  LiveDictionary,
  LiveSynonyms,
  Readers,
  allWords,
  cacheAnswers,
  createIngest,
  createSearchService,
  readDictionary,
  type IndexLog,
  type Ingest,
  type OnStage,
  type SearchIndex,
  type SearchService,
} from '../indexer/index.js';
import { Closers } from './closers.js';
import type { Config } from './config.js';
import type { Snapshots, Storage } from './storage/index.js';

/** Everything that works on a storage, opened. */
export interface Engine {
  readonly store: ArticleStore;
  readonly index: SearchIndex;
  readonly ingest: Ingest;
  readonly search: SearchService;
  readonly readers: Readers;
  readonly analyzer: Analyzer;
  readonly dictionary: LiveDictionary;
  readonly synonyms: LiveSynonyms;
  readonly snapshots: Pick<Snapshots, 'start'>;
  /** Whether the index can be asked at the moment, as far as is known. */
  readonly isReachable: () => boolean;
  /** Lets running writes end, writes a snapshot where the last one is behind, and closes all but the storage. */
  close(): Promise<void>;
}

/** What an engine is opened with. */
export interface EngineOptions {
  readonly storage: Storage;
  readonly config: Pick<Config, 'userDictionary' | 'recency' | 'answerCache'>;
  readonly log: IndexLog;
  /** Whether nothing will be written: then a snapshot is made only of an index that had to be built anew. */
  readonly readOnly?: boolean;
  /** Told how long the stages of searches take. */
  readonly onStage?: OnStage;
  /** Threads that may cut a great many articles, 250 MB each; default: one. */
  readonly cuttingThreads?: number;
}

/**
 * Opens the engine that the settings ask for.
 * @throws FolderError where articles that were there are not; IndexerError `dictionary`, `invalid_words`; CorpusError where
 * the store cannot be opened; nothing is left open
 */
export function openEngine({ storage, config, log, ...options }: EngineOptions): Promise<Engine> {
  const { readOnly = false, cuttingThreads = 1, onStage = () => undefined } = options;
  return Closers.opening(async (closers) => {
    const words = await readDictionary({ own: storage.dictionary, operators: config.userDictionary });
    const synonyms = await LiveSynonyms.open(storage.synonyms);
    const analyzer = new Analyzer(allWords(words), cuttingThreads);
    closers.add(() => analyzer.close());
    const store = await storage.openStore();
    closers.add(() => store.close());
    const readers = await openReaders(storage, log);
    closers.add(() => readers.close());
    const { index, snapshots, isReachable } = await storage.openIndex({ store, analyzer, log, readOnly });
    closers.add(() => index.close());
    closers.add(() => snapshots.finish());
    const ingest = createIngest({ store, index });
    const dictionary = new LiveDictionary({ file: storage.dictionary, words, engine: { analyzer, index } });
    closers.add(async () => void (await Promise.all([ingest.idle(), dictionary.idle(), synonyms.idle()])));
    const service = createSearchService({
      store,
      index,
      analyzer,
      recency: config.recency,
      readers,
      synonyms,
      onStage,
    });
    const basis = (): readonly unknown[] => {
      // Age counts from today where articles are of days to come.
      const hour = Math.floor(Date.now() / 3_600_000);
      return [index.version, analyzer.userWords, synonyms.current, readers.blockList.words, hour];
    };
    // What other processes write this one does not know of at once.
    const search = config.answerCache && !storage.isShared ? cacheAnswers(service, basis) : service;
    const close = (): Promise<void> => closers.close();
    const parts = { store, index, ingest, search, readers, analyzer, dictionary, synonyms, snapshots };
    return { ...parts, isReachable, close };
  });
}

/**
 * What readers typed, and what must not be suggested to them.
 * @throws IndexerError `query_log`
 */
export function openReaders(storage: Pick<Storage, 'openQueryLog'>, log: IndexLog): Promise<Readers> {
  return Closers.opening(async (closers) => {
    const queryLog = await storage.openQueryLog();
    closers.add(() => queryLog.close());
    return Readers.open(queryLog, { log });
  });
}
