import { createHash } from 'node:crypto';
import nodejieba from 'nodejieba';
import { readNamedFile } from '../word-file.js';
import { parseUserWords, type UserWord } from './user-words.js';

/**
 * Changes with every byte of jieba's own dictionaries.
 * @throws IndexerError `dictionary` where one is missing or cannot be read
 */
export function bundledFingerprint(): string {
  const hash = createHash('sha256');
  const files = [nodejieba.DEFAULT_DICT, nodejieba.DEFAULT_USER_DICT, nodejieba.DEFAULT_HMM_DICT];
  // Where one is missing, nodejieba would abort the whole process later.
  for (const file of files) hash.update(readNamedFile(file)).update('\0');
  return hash.digest('base64url');
}

/**
 * The words of a file that its owner writes.
 * @throws IndexerError `dictionary` where it cannot be read, `invalid_words` where it holds something else
 */
export function readUserWords(path: string): UserWord[] {
  return parseUserWords(readNamedFile(path), path);
}
