import type { Logger } from 'pino';
import { CorpusError, MemoryArticleStore, SqliteArticleStore, type ArticleStore } from '../corpus/index.js';
import {
  Analyzer,
  LiveDictionary,
  LiveSynonyms,
  MemoryQueryLog,
  Readers,
  SqliteQueryLog,
  Synonyms,
  WordFile,
  allWords,
  createIngest,
  createSearchService,
  openFlexSearchIndex,
  readDictionary,
  type IndexEvent,
  type IndexLog,
  type Ingest,
  type SearchIndex,
  type SearchService,
} from '../indexer/index.js';
import { createApp, type AppDeps } from './app.js';
import type { Config } from './config.js';
import { SnapshotKeeper, type DataFolder } from './data-folder/index.js';
import { Listener } from './owner/index.js';

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
  readonly config: Pick<Config, 'userDictionary' | 'recency'>;
  readonly log: IndexLog;
  /** Whether nothing will be written: then a snapshot is made only of an index that had to be built anew. */
  readonly readOnly?: boolean;
}

/**
 * Opens the engine that the settings ask for.
 * @throws IndexerError `dictionary`, `invalid_words`; CorpusError where the store cannot be opened
 */
export async function openEngine({ folder, config, log, readOnly = false }: EngineOptions): Promise<Engine> {
  const dictionaryFile = new WordFile(folder.dictionaryFile);
  const words = await readDictionary({ own: dictionaryFile, operators: config.userDictionary });
  const synonyms = await LiveSynonyms.open(new WordFile(folder.synonymsFile));
  const analyzer = new Analyzer(allWords(words));
  const store = SqliteArticleStore.open(folder.storeFile);
  let isRebuilt = false;
  const watch = (event: IndexEvent): void => {
    // The index warns where a snapshot is of no use.
    isRebuilt ||= event.level === 'warn';
    log(event);
  };
  const { snapshotFile } = folder;
  const giveUp = async (reason: unknown): Promise<never> => {
    await Promise.all([store.close(), analyzer.close()]);
    throw reason;
  };
  const readers = await openReaders(folder, log).catch(giveUp);
  const index = await openFlexSearchIndex({ store, analyzer, snapshotFile, log: watch }).catch(
    async (error: unknown) => {
      await readers.close();
      return giveUp(error);
    },
  );
  const savedChange = readOnly && !isRebuilt ? index.stats().lastChange : -1;
  const onFailure = (error: unknown): void =>
    log({ level: 'warn', message: `the index snapshot could not be written: ${String(error)}` });
  const snapshots = new SnapshotKeeper(index, { savedChange, onFailure });
  const ingest = createIngest({ store, index });
  const dictionary = new LiveDictionary({ file: dictionaryFile, words, engine: { analyzer, index } });
  const close = async (): Promise<void> => {
    await Promise.all([ingest.idle(), dictionary.idle(), synonyms.idle()]);
    await snapshots.stop();
    await snapshots.save();
    await readers.close();
    await index.close();
    await Promise.all([store.close(), analyzer.close()]);
  };
  const search = createSearchService({ store, index, analyzer, recency: config.recency, readers, synonyms });
  return { store, index, ingest, search, readers, analyzer, dictionary, synonyms, snapshots, close };
}

/**
 * What readers of a data folder typed, and what must not be suggested to them.
 * @throws IndexerError `query_log`
 */
export async function openReaders(folder: DataFolder, log: IndexLog): Promise<Readers> {
  const queryLog = SqliteQueryLog.open(folder.readersFile);
  return Readers.open(queryLog, { log }).catch(async (error: unknown) => {
    await queryLog.close();
    throw error;
  });
}

/** A service that answers. */
export interface RunningServer {
  readonly engine: Engine;
  /** Where readers find the page. */
  readonly url: string;
  /** Stops taking requests, lets running ones end (25 seconds at most), closes the engine, gives the folder back. */
  stop(): Promise<void>;
}

/** Milliseconds that running requests have to end in when the service stops. */
const patience = 25_000;
/** Seconds an upload of the owner may stand still: `xunwen index -` may wait long for its input. */
const ownerPatience = 86_400;

/** What a service is started with. */
export interface ServerOptions {
  readonly folder: DataFolder;
  readonly config: Config;
  readonly log: Logger;
  /** Done before the first search is answered. */
  readonly prepare?: ((engine: Engine) => Promise<void>) | undefined;
}

/**
 * Starts the service: listens at once, on the port and on the owner's socket, opens the engine, and answers searches
 * when that is done.
 * @throws ListenError, FolderError, and what `openEngine` throws; nothing is left open then but the folder
 */
export async function startServer({ folder, config, log, prepare }: ServerOptions): Promise<RunningServer> {
  const { host } = config;
  const owner = { ...config, requestTimeout: ownerPatience };
  const events: IndexLog = ({ level, message }) => log[level](message);
  const noReaders = await Readers.open(new MemoryQueryLog(), { log: events });
  const loading: AppDeps = { ...notLoaded, readers: noReaders, config, log };
  folder.removeStaleSocket();
  const outside = await Listener.onPort(host, config.port, createApp(loading), { idle: config.requestTimeout });
  const listeners = [outside];
  const closeListeners = (): Promise<boolean[]> => Promise.all(listeners.map((listener) => listener.close(patience)));
  try {
    const inside = await Listener.onSocket(folder.socketFile, createApp({ ...loading, config: owner, owner: true }));
    listeners.push(inside);
    const engine = await openEngine({ folder, config, log: events });
    await prepare?.(engine);
    const { search, ingest, store, readers, dictionary, synonyms } = engine;
    const stats = () => engine.index.stats();
    const parts = { search, ingest, store, readers, dictionary, synonyms, stats };
    const ready: AppDeps = { ...parts, ready: () => true, config, log };
    outside.handler = createApp(ready);
    inside.handler = createApp({ ...ready, config: owner, owner: true });
    readers.start();
    engine.snapshots.start();
    const stop = async (): Promise<void> => {
      const ended = await closeListeners();
      if (ended.includes(false)) log.warn('requests that did not end in time were cut off');
      await engine.close();
      folder.release();
    };
    return { engine, url: urlOf(host, outside.port), stop };
  } catch (error) {
    await closeListeners();
    throw error;
  }
}

/** Stands in for the engine while it is being opened; the app answers 503 before it asks any of these. */
const notLoaded: Pick<AppDeps, 'search' | 'ingest' | 'store' | 'dictionary' | 'synonyms' | 'stats' | 'ready'> = {
  search: { search: refuse, suggest: refuse, related: refuse },
  ingest: { write: refuse, remove: refuse, idle: refuse },
  store: new MemoryArticleStore(),
  dictionary: { list: () => [], add: refuse, remove: refuse },
  synonyms: { current: Synonyms.none, add: refuse, remove: refuse },
  stats: () => {
    throw stillLoading();
  },
  ready: () => false,
};

function stillLoading(): CorpusError {
  return new CorpusError('unavailable', 'the index is being made ready');
}

function refuse(): Promise<never> {
  return Promise.reject(stillLoading());
}

function urlOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
