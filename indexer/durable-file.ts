import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Has what is in a file, or the names in a folder, on the disk when it resolves. */
export async function toDisk(path: string): Promise<void> {
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

/** Gives a file its name, in place of what has it, whole: when it resolves, content and name are on disk. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await toDisk(from);
  await rename(from, to);
  await toDisk(dirname(to));
}

/**
 * Writes a file that only its owner may read, whole or not at all: into a file beside it, synced, then renamed. When it
 * resolves, the file is on disk.
 */
export async function replaceFile(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await write(file);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(temporary, { force: true });
    throw error;
  }
  await file.close();
  await rename(temporary, path);
  await toDisk(dirname(path));
}
