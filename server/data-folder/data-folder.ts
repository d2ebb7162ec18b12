import { accessSync, constants, existsSync, mkdirSync, opendirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FolderError } from './folder-error.js';
import { FolderLock } from './folder-lock.js';

/** The names in a data folder. */
const names = {
  lock: 'xunwen.lock',
  socket: 'xunwen.sock',
  store: 'articles.sqlite',
  snapshot: 'index.snapshot',
  readers: 'readers.sqlite',
  crawl: 'crawl.sqlite',
  dictionary: 'dictionary.txt',
  synonyms: 'synonyms.txt',
  keys: 'keys.sqlite',
  history: 'history.sqlite',
  unfinishedRestore: 'restore.unfinished',
};

/** A file of a data folder with its size. */
export interface FileSize {
  readonly name: string;
  readonly bytes: number;
}

/** The folder that holds everything a site's search keeps, while this process is the one that may use it. */
export class DataFolder {
  readonly path: string;
  readonly #lock: FolderLock;

  private constructor(path: string, lock: FolderLock) {
    this.path = path;
    this.#lock = lock;
  }

  /**
   * Makes the folder where it is missing, open to its owner alone, and takes it for this process.
   * @returns `null` where another process has it
   * @throws FolderError where it cannot be used
   */
  static claim(path: string): DataFolder | null {
    makeFolder(path);
    const lock = FolderLock.take(lockFileIn(path));
    return lock === null ? null : new DataFolder(path, lock);
  }

  /** The database of the article store. */
  get storeFile(): string {
    return join(this.path, names.store);
  }

  /** The database of what readers typed and of the blocked words. */
  get readersFile(): string {
    return join(this.path, names.readers);
  }

  /** The database of the keys. */
  get keysFile(): string {
    return join(this.path, names.keys);
  }

  /** The database of what went on. */
  get historyFile(): string {
    return join(this.path, names.history);
  }

  get snapshotFile(): string {
    return join(this.path, names.snapshot);
  }

  /** The words that jieba is to know. */
  get dictionaryFile(): string {
    return join(this.path, names.dictionary);
  }

  get synonymsFile(): string {
    return join(this.path, names.synonyms);
  }

  /** Where a service that has this folder answers its owner. */
  get socketFile(): string {
    return socketFileIn(this.path);
  }

  /** Removes a socket that a killed service left; no living one can have it while this process has the folder. */
  removeStaleSocket(): void {
    rmSync(this.socketFile, { force: true });
  }

  /** Lets others have the folder; nothing in it may be used afterwards. */
  release(): void {
    this.#lock.release();
  }
}

/** Where a service that has the folder answers its owner. */
export function socketFileIn(path: string): string {
  return join(path, names.socket);
}

/** The lock of a data folder. */
export function lockFileIn(path: string): string {
  return join(path, names.lock);
}

/** The files of a data folder that cannot be made again, by name: databases and lists of words. */
export function keptFilesIn(path: string): {
  readonly databases: readonly string[];
  readonly lists: readonly string[];
} {
  const at = (name: string): string => join(path, name);
  return {
    databases: [names.crawl, names.readers, names.keys, names.history].map(at),
    lists: [names.dictionary, names.synonyms].map(at),
  };
}

/** A file that is there while a restore exchanges what is in the folder; it says where what was there has gone. */
export function unfinishedRestoreIn(path: string): string {
  return join(path, names.unfinishedRestore);
}

/** Why a data folder does not hold what it should, and what to do, in a clause; `null`: it does, or is new. */
export function lossIn(path: string): string | null {
  const mark = unfinishedRestoreIn(path);
  if (existsSync(mark)) {
    const place = readFileSync(mark, 'utf8');
    const before = place === '' ? '' : `; what was there before is in ${place}`;
    return `a restore did not come to its end: run xunwen restore again, with --replace${before}`;
  }
  if (!existsSync(snapshotFileIn(path)) || existsSync(storeFileIn(path))) return null;
  const advice = `restore a backup with --replace, or move ${names.snapshot} away to begin anew`;
  return `there is an index, ${names.snapshot}, but no ${names.store} with its articles: ${advice}`;
}

/** The snapshot of the index, whoever has the folder. */
export function snapshotFileIn(path: string): string {
  return join(path, names.snapshot);
}

/** The database of the article store, whoever has the folder. */
export function storeFileIn(path: string): string {
  return join(path, names.store);
}

/** The database of the keys, whoever has the folder. */
export function keysFileIn(path: string): string {
  return join(path, names.keys);
}

/** The database of what readers typed, whoever has the folder. */
export function readersFileIn(path: string): string {
  return join(path, names.readers);
}

/** The word lists of a data folder, whoever has it. */
export function wordFilesIn(path: string): { readonly dictionary: string; readonly synonyms: string } {
  return { dictionary: join(path, names.dictionary), synonyms: join(path, names.synonyms) };
}

/** Where crawls of a data folder keep what they know, whoever has the folder. */
export function crawlFileIn(path: string): string {
  return join(path, names.crawl);
}

/** The files that take room in a data folder, for people: databases (the articles' with its log) and snapshot. */
export function fileSizes(path: string): FileSize[] {
  const files = [names.store, `${names.store}-wal`, names.snapshot, names.readers, names.crawl, names.history];
  return files.flatMap((name) => {
    const bytes = statSync(join(path, name), { throwIfNoEntry: false })?.size;
    return bytes === undefined ? [] : [{ name, bytes }];
  });
}

function makeFolder(path: string): void {
  try {
    makeMissing(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new FolderError('unusable', `the data folder ${path} cannot be used: ${reasonOf(error)}`, { cause: error });
  }
}

/** Node's own recursive way never ends where the system refuses with ENOENT, as /proc does. */
function makeMissing(path: string): void {
  if (existsSync(path)) {
    // Fails with ENOTDIR where it is a file.
    opendirSync(path).closeSync();
    return;
  }
  if (dirname(path) !== path) makeMissing(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(path)) throw error;
  }
}

const reasons = new Map([
  ['ENOTDIR', 'it is a file, or a part of its path is'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['ENOENT', 'it cannot be made there'],
]);

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons.get(code) ?? String(error);
}
