import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isSystemError } from './failure.js';
import { formatOf } from './formats.js';

/** A file that was named, or that a reader knows in a folder that was named; `failure` where it cannot be looked at. */
export interface FoundFile {
  readonly file: string;
  /** In bytes as on disk. */
  readonly size: number;
  readonly failure: Error | null;
}

/**
 * The files that a path stands for: itself, or in a folder all files of known endings, through all folders, in the order
 * of their names (by UTF-16 units). Hidden files, README files, and links to folders (which may run in circles) are passed
 * over.
 */
export async function* findFiles(path: string): AsyncGenerator<FoundFile, void, undefined> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) yield* findInFolder(path);
    else yield { file: path, size: stats.size, failure: null };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    yield { file: path, size: 0, failure: error };
  }
}

async function* findInFolder(folder: string): AsyncGenerator<FoundFile, void, undefined> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory() || isReadable(entry)) {
      if (entry.isDirectory() || !(await isFolder(path))) yield* findFiles(path);
    }
  }
}

function isReadable(entry: Dirent): boolean {
  return (entry.isFile() || entry.isSymbolicLink()) && isArticleFile(entry.name);
}

/** Whether a file is read where the folder that it is in is, by its name. */
export function isArticleFile(path: string): boolean {
  const name = basename(path);
  return !name.startsWith('.') && !/^readme(?:\.|$)/i.test(name) && formatOf(name) !== null;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return false;
  }
}
