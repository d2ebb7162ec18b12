import { createHash } from 'node:crypto';
import nodejieba from 'nodejieba';
import { readNamedFile } from '../word-file.js';
import { consistsOf, isUnspaced } from './character-class.js';
import { parseUserWords, type UserWord } from './user-words.js';
import { WordTable } from './word-table.js';

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

/** UTF-16 units of a dictionary's word; the longest has 16. */
const longestWord = 31;

function isUnspacedWord(word: string): boolean {
  return word.length >= 2 && word.length <= longestWord && consistsOf(word, isUnspaced);
}

let bundled: WordTable | undefined;

/**
 * The words of jieba's own dictionaries that are of unspaced scripts and have two UTF-16 units or more. Read once
 * (0.4 s, 8 MB).
 * @throws IndexerError `dictionary`
 */
export function bundledWords(): WordTable {
  return (bundled ??= new WordTable(new Set([nodejieba.DEFAULT_DICT, nodejieba.DEFAULT_USER_DICT].flatMap(wordsOf))));
}

function wordsOf(file: string): string[] {
  return (readNamedFile(file).match(/^[^\s]+/gm) ?? []).filter(isUnspacedWord);
}

/**
 * The words of a file that its owner writes.
 * @throws IndexerError `dictionary` where it cannot be read, `invalid_words` where it holds something else
 */
export function readUserWords(path: string): UserWord[] {
  return parseUserWords(readNamedFile(path), path);
}
