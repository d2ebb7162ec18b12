import { SqliteArticleStore, type ArticleStore } from '../../corpus/index.js';
import {
  openFlexSearchIndex,
  SqliteQueryLog,
  WordFile,
  type IndexEvent,
  type QueryLog,
  type WordSource,
} from '../../indexer/index.js';
import { KeyFile, type KeyStore } from '../access/index.js';
import { FolderError, lossIn, SnapshotKeeper, type DataFolder } from '../data-folder/index.js';
import type { IndexNeeds, OpenedIndex, Storage } from './storage.js';

/** A data folder that this process has. */
export class FolderStorage implements Storage {
  readonly dictionary: WordSource;
  readonly synonyms: WordSource;
  readonly isShared = false;
  readonly #folder: DataFolder;

  /** @param folder its owner's to release */
  constructor(folder: DataFolder) {
    this.#folder = folder;
    this.dictionary = new WordFile(folder.dictionaryFile);
    this.synonyms = new WordFile(folder.synonymsFile);
  }

  openStore(): Promise<ArticleStore> {
    return new Promise((resolve) => {
      const loss = lossIn(this.#folder.path);
      if (loss !== null) throw new FolderError('unusable', `${this.#folder.path}: ${loss}`);
      resolve(SqliteArticleStore.open(this.#folder.storeFile));
    });
  }

  openQueryLog(): Promise<QueryLog> {
    return new Promise((resolve) => resolve(SqliteQueryLog.open(this.#folder.readersFile)));
  }

  openKeys(): Promise<KeyStore> {
    return new Promise((resolve) => resolve(KeyFile.open(this.#folder.keysFile)));
  }

  /** Takes note of whether the snapshot on disk was of use: where nothing will be written, only then one is made. */
  async openIndex({ readOnly, log, ...needs }: IndexNeeds): Promise<OpenedIndex> {
    let isRebuilt = false;
    const watch = (event: IndexEvent): void => {
      // The index warns where a snapshot is of no use.
      isRebuilt ||= event.level === 'warn';
      log(event);
    };
    const index = await openFlexSearchIndex({ ...needs, snapshotFile: this.#folder.snapshotFile, log: watch });
    const savedVersion = readOnly && !isRebuilt ? Infinity : 0;
    const onFailure = (error: unknown): void =>
      log({ level: 'warn', message: `the index snapshot could not be written: ${String(error)}` });
    const keeper = new SnapshotKeeper(index, { savedVersion, onFailure });
    const finish = async (): Promise<void> => {
      await keeper.stop();
      await keeper.save();
    };
    return { index, snapshots: { start: () => keeper.start(), finish }, isReachable: () => true };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
