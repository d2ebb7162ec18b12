import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { replaceFile } from './durable-file.js';
import { IndexerError } from './errors.js';
import type { WordSource } from './word-source.js';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * The text of a file that somebody named.
 * @throws IndexerError `dictionary` where it cannot be read
 */
export function readNamedFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new IndexerError('dictionary', `the dictionary file ${path} cannot be read`, { cause });
  }
}

/** A file of the data folder with a line for each word or rule. */
export class WordFile implements WordSource {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /**
   * Its text; empty where there is none yet.
   * @throws IndexerError `dictionary`
   */
  async read(): Promise<string> {
    try {
      return await readFile(this.path, 'utf8');
    } catch (cause) {
      if (codeOf(cause) === 'ENOENT') return '';
      throw new IndexerError('dictionary', `the file ${this.path} cannot be read`, { cause });
    }
  }

  /** Nobody else writes it while its folder is taken. */
  readAgain(): Promise<null> {
    return Promise.resolve(null);
  }

  /**
   * Puts another text in its place, whole or not at all; on disk when it resolves.
   * @throws IndexerError `words_full` where the disk is full
   */
  async write(text: string): Promise<void> {
    try {
      await replaceFile(this.path, (file) => file.writeFile(text));
    } catch (cause) {
      if (!['ENOSPC', 'EDQUOT'].includes(codeOf(cause))) throw cause;
      throw new IndexerError('words_full', `the disk is full: ${this.path} is as it was`, { cause });
    }
  }
}
