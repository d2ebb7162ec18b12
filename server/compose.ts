import { SqliteArticleStore, type ArticleStore } from '../corpus/index.js';
import {
  Analyzer,
  LiveDictionary,
  LiveSynonyms,
  Readers,
  SqliteQueryLog,
  WordFile,
  allWords,
  cacheAnswers,
  createIngest,
  createSearchService,
  openFlexSearchIndex,
  readDictionary,
  type IndexEvent,
  type IndexLog,
  type Ingest,
  type OnStage,
  type OpenOptions,
  type SearchIndex,
  type SearchService,
} from '../indexer/index.js';
import { Closers } from './closers.js';
import type { Config } from './config.js';
import { FolderError, lossIn, SnapshotKeeper, type DataFolder } from './data-folder/index.js';

/** Everything that works on a data folder, opened. */
export interface Engine {
  readonly store: ArticleStore;
  readonly index: SearchIndex;
  readonly ingest: Ingest;
  readonly search: SearchService;
  readonly readers: Readers;
  readonly analyzer: Analyzer;
  readonly dictionary: LiveDictionary;
  readonly synonyms: LiveSynonyms;
  readonly snapshots: SnapshotKeeper;
  /** Lets running writes end, writes a snapshot where the last one is behind, and closes all. The folder stays taken. */
  close(): Promise<void>;
}

/** What an engine is opened with. */
export interface EngineOptions {
  readonly folder: DataFolder;
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
export function openEngine({ folder, config, log, ...options }: EngineOptions): Promise<Engine> {
  const { readOnly = false, cuttingThreads = 1, onStage = () => undefined } = options;
  return Closers.opening(async (closers) => {
    const file = new WordFile(folder.dictionaryFile);
    const words = await readDictionary({ own: file, operators: config.userDictionary });
    const synonyms = await LiveSynonyms.open(new WordFile(folder.synonymsFile));
    const analyzer = new Analyzer(allWords(words), cuttingThreads);
    closers.add(() => analyzer.close());
    const loss = lossIn(folder.path);
    if (loss !== null) throw new FolderError('unusable', `${folder.path}: ${loss}`);
    const store = SqliteArticleStore.open(folder.storeFile);
    closers.add(() => store.close());
    const readers = await openReaders(folder, log);
    closers.add(() => readers.close());
    const { index, snapshots } = await openIndex({ store, analyzer, snapshotFile: folder.snapshotFile, log }, readOnly);
    closers.add(() => index.close());
    closers.add(async () => {
      await snapshots.stop();
      await snapshots.save();
    });
    const ingest = createIngest({ store, index });
    const dictionary = new LiveDictionary({ file, words, engine: { analyzer, index } });
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
    const search = config.answerCache ? cacheAnswers(service, basis) : service;
    const close = (): Promise<void> => closers.close();
    return { store, index, ingest, search, readers, analyzer, dictionary, synonyms, snapshots, close };
  });
}

/** Opens the index, and what keeps its snapshot, which takes note of whether the one on disk was of use. */
async function openIndex(options: OpenOptions, readOnly: boolean): Promise<Pick<Engine, 'index' | 'snapshots'>> {
  const { log } = options;
  let isRebuilt = false;
  const watch = (event: IndexEvent): void => {
    // The index warns where a snapshot is of no use.
    isRebuilt ||= event.level === 'warn';
    log(event);
  };
  const index = await openFlexSearchIndex({ ...options, log: watch });
  const savedVersion = readOnly && !isRebuilt ? Infinity : 0;
  const onFailure = (error: unknown): void =>
    log({ level: 'warn', message: `the index snapshot could not be written: ${String(error)}` });
  return { index, snapshots: new SnapshotKeeper(index, { savedVersion, onFailure }) };
}

/**
 * What readers of a data folder typed, and what must not be suggested to them.
 * @throws IndexerError `query_log`
 */
export function openReaders(folder: DataFolder, log: IndexLog): Promise<Readers> {
  return Closers.opening(async (closers) => {
    const queryLog = SqliteQueryLog.open(folder.readersFile);
    closers.add(() => queryLog.close());
    return Readers.open(queryLog, { log });
  });
}
