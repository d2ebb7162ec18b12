import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodejieba from 'nodejieba';
import { bundledWords } from './dictionary.js';
import type { IsShortWord } from './segment.js';

/** In place of the tables of keyword extraction, which nobody asks here: they cost 150 ms and 25 MB. */
const noFrequencies = '一 1\n';
/** A dictionary of one word. */
const oneWord = '一 1 x\n';

/** Jieba reads files only: writes them for the time of loading. */
function load(userWords: string, dict: string | null): void {
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-words-'));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  try {
    nodejieba.load({
      dict: dict === null ? nodejieba.DEFAULT_DICT : write('dict', dict),
      hmmDict: nodejieba.DEFAULT_HMM_DICT,
      // The last entry for a word is the one that counts.
      userDict: write('user', `${readFileSync(nodejieba.DEFAULT_USER_DICT, 'utf8')}\n${userWords}`),
      idfDict: write('idf', noFrequencies),
      stopWordDict: write('stop', noFrequencies),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isShort(word: string): boolean {
  return word.length >= 2 && word.length <= 6 && Array.from(word).length <= 3;
}

/**
 * Loads jieba's dictionaries into this thread: 0.8 s and 230 MB. The files have been looked at before: where one is
 * missing, jieba aborts the process.
 * @param userWords further words in jieba's form, a line each
 */
export function loadJieba(userWords: string): IsShortWord {
  load(userWords, null);
  const words = userWords.split('\n').map((line) => line.trimEnd().split(' ', 1)[0] ?? '');
  const ofUser = new Set(words.filter(isShort));
  const bundled = bundledWords();
  return (text, start, length) =>
    bundled.has(text, start, length) || (ofUser.size > 0 && ofUser.has(text.slice(start, start + length)));
}

/** Gives the dictionaries' memory back: the end of a thread does not, loading others does. */
export function releaseJieba(): void {
  load(oneWord, oneWord);
}
