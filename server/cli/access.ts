import { AccessKeys } from '../access/index.js';
import { Closers } from '../closers.js';
import { openEngine, openReaders, type Engine, type EngineOptions } from '../compose.js';
import type { Config } from '../config.js';
import { existsSync } from 'node:fs';
import { FolderError, reachFolder, type DataFolder, type Reached } from '../data-folder/index.js';
import { KeepingError } from '../keeping/index.js';
import { OwnerClient } from '../owner/index.js';
import { LiveDictionary, LiveSynonyms, readDictionary, type BlockList, type IndexEvent } from '../../indexer/index.js';
import { clusterHasArticles, openStorage, type Storage } from '../storage/index.js';
import { say } from './terminal.js';

/** How a command works on a data folder: with an engine of its own, or through the service that has the folder. */
export type Access =
  { readonly kind: 'engine'; readonly engine: Engine; readonly close: () => Promise<void> } | ServiceAccess;

/**
 * Gets at the data folder of the settings; waits for others, and says so.
 * @param opening how an engine of its own is opened
 * @throws FolderError, and what `openEngine` throws
 */
export async function openAccess(
  config: Config,
  opening: Pick<EngineOptions, 'cuttingThreads'> & { readonly readOnly: boolean },
): Promise<Access> {
  const reached = await reach(config, opening.readOnly);
  if (reached.kind === 'service') return reached;
  return Closers.opening(async (closers) => {
    const storage = await storageOf(reached, config, closers, opening);
    const engine = await openEngine({ ...opening, storage, config, log: (event) => sayEvent(event, config) });
    closers.add(() => engine.close());
    return { kind: 'engine', engine, close: () => closers.close() };
  });
}

/** The block list of a data folder, wherever it is. */
export type BlockListAccess =
  { readonly kind: 'list'; readonly list: BlockList; readonly close: () => Promise<void> } | ServiceAccess;

/**
 * Gets at the block list without opening the index, which takes longer; waits for others, and says so.
 * @param readOnly whether the command writes nothing
 * @throws FolderError, IndexerError `query_log`
 */
export async function openBlockList(
  config: Config,
  { readOnly }: { readonly readOnly: boolean },
): Promise<BlockListAccess> {
  const reached = await reach(config, readOnly);
  if (reached.kind === 'service') return reached;
  return Closers.opening(async (closers) => {
    const storage = await storageOf(reached, config, closers);
    const readers = await openReaders(storage, (event) => sayEvent(event, config));
    closers.add(() => readers.close());
    return { kind: 'list', list: readers.blockList, close: () => closers.close() };
  });
}

/** The word lists of a data folder, wherever they are. */
export type WordAccess =
  | {
      readonly kind: 'files';
      readonly dictionary: LiveDictionary;
      readonly synonyms: LiveSynonyms;
      /** Whether services that run use them, too. */
      readonly isShared: boolean;
      readonly close: () => Promise<void>;
    }
  | ServiceAccess;

/**
 * Gets at the dictionary and the synonyms without opening the index: the next one that opens it analyses again what
 * holds changed words. Waits for others, and says so.
 * @param readOnly whether the command writes nothing
 * @throws FolderError; IndexerError `dictionary`, `invalid_words`
 */
export async function openWords(config: Config, { readOnly }: { readonly readOnly: boolean }): Promise<WordAccess> {
  const reached = await reach(config, readOnly);
  if (reached.kind === 'service') return reached;
  return Closers.opening(async (closers) => {
    const { dictionary: file, synonyms: rules, isShared } = await storageOf(reached, config, closers);
    const words = await readDictionary({ own: file, operators: config.userDictionary });
    const dictionary = new LiveDictionary({ file, words, engine: null });
    const synonyms = await LiveSynonyms.open(rules);
    return { kind: 'files', dictionary, synonyms, isShared, close: () => closers.close() };
  });
}

/** The keys of a data folder, wherever they are. */
export type KeysAccess =
  { readonly kind: 'file'; readonly keys: AccessKeys; readonly close: () => Promise<void> } | ServiceAccess;

/**
 * Gets at the keys without opening the index; waits for others, and says so.
 * @throws FolderError, AccessError
 */
export async function openKeys(config: Config): Promise<KeysAccess> {
  const reached = await reach(config, false);
  if (reached.kind === 'service') return reached;
  return Closers.opening(async (closers) => {
    const storage = await storageOf(reached, config, closers);
    const keys = await AccessKeys.open(await storage.openKeys());
    closers.add(() => keys.close());
    return { kind: 'file', keys, close: () => closers.close() };
  });
}

/**
 * Takes the data folder for a command that no service may have it beside; waits for other commands, and says so.
 * @throws KeepingError where a service has it; FolderError
 */
export async function takeFolder(dataFolder: string): Promise<DataFolder> {
  const reached = await reachFolder(dataFolder, waiting('another command has the data folder'));
  if (reached.kind === 'served') throw new KeepingError(`a service has ${dataFolder}; stop it first`);
  return reached.folder;
}

/** A command that only reads makes nothing in a cluster where a prefix was mistyped. */
async function assertKept(config: Config): Promise<void> {
  if (config.engine === 'embedded' || (await clusterHasArticles(config))) return;
  throw new FolderError(
    'unusable',
    `the cluster has no articles under ${config.openSearchPrefix}; see XUNWEN_OPENSEARCH_PREFIX`,
  );
}

/** What a command works on that has the data folder itself. */
async function storageOf(
  { folder }: Extract<Reached, { kind: 'held' }>,
  config: Config,
  closers: Closers,
  { readOnly = false } = {},
): Promise<Storage> {
  closers.add(() => folder.release());
  if (readOnly) await assertKept(config);
  const storage = await openStorage(folder, config);
  closers.add(() => storage.close());
  return storage;
}

/** A running service that has the data folder. */
interface ServiceAccess {
  readonly kind: 'service';
  readonly client: OwnerClient;
  readonly close: () => Promise<void>;
}

/** Takes the data folder, or finds the service that has it and waits until it is ready. */
async function reach(
  { dataFolder, engine }: Config,
  readOnly: boolean,
): Promise<ServiceAccess | Extract<Reached, { kind: 'held' }>> {
  if (readOnly && engine === 'embedded' && !existsSync(dataFolder)) {
    throw new FolderError('unusable', `there is no data folder ${dataFolder}; nothing has been indexed into it`);
  }
  const reached = await reachFolder(dataFolder, waiting('another command has the data folder'));
  if (reached.kind === 'held') return reached;
  const client = new OwnerClient(reached.socket);
  await client.ready(waiting('the service is still loading, or its cluster does not answer'));
  return { kind: 'service', client, close: () => Promise.resolve() };
}

function waiting(why: string): () => void {
  return () => say(`xunwen: waiting, ${why}`);
}

/** Commands tell their user of warnings only, unless asked for more. */
export function sayEvent({ level, message }: IndexEvent, { logLevel }: Config): void {
  const wanted = logLevel === 'debug' || logLevel === 'trace' ? ['info', 'warn'] : ['warn'];
  if (wanted.includes(level) && logLevel !== 'silent') say(`xunwen: ${message}`);
}
