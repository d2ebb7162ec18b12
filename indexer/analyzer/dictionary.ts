import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import nodejieba from 'nodejieba';
import { IndexerError } from '../errors.js';

/** What the segmenter knows besides jieba itself. */
export interface Dictionary {
  /** The words of two and three characters, of which jieba's search mode cuts longer words. */
  readonly short: ReadonlySet<string>;
  /** Changes with every byte of every file that has a say in the cut. */
  readonly fingerprint: string;
}

function readDictionaryFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    // nodejieba would abort the whole process here.
    throw new IndexerError('dictionary', `the dictionary file ${path} cannot be read`, { cause });
  }
}

function shortWords(files: readonly string[]): Set<string> {
  const words = new Set<string>();
  for (const file of files) {
    for (const line of file.split('\n')) {
      const word = line.trimEnd().split(' ', 1)[0] ?? '';
      if (word.length >= 2 && word.length <= 6 && Array.from(word).length <= 3) words.add(word);
    }
  }
  return words;
}

let loaded: string | null = null;

function loadJieba(userDict: string, fingerprint: string): void {
  if (loaded === fingerprint) return;
  nodejieba.load({
    dict: nodejieba.DEFAULT_DICT,
    hmmDict: nodejieba.DEFAULT_HMM_DICT,
    userDict,
    idfDict: nodejieba.DEFAULT_IDF_DICT,
    stopWordDict: nodejieba.DEFAULT_STOP_WORD_DICT,
  });
  loaded = fingerprint;
}

/**
 * Loads jieba's dictionaries into this thread (about a second and 250 MB the first time).
 * @param userDictionary path of a file of further words, a line each: `word`, `word tag` or `word frequency tag`
 * @throws IndexerError `dictionary` where a file is missing or cannot be read
 */
export function loadDictionary(userDictionary: string | null): Dictionary {
  const userDict = userDictionary ?? nodejieba.DEFAULT_USER_DICT;
  const [main, user, model] = [nodejieba.DEFAULT_DICT, userDict, nodejieba.DEFAULT_HMM_DICT].map(readDictionaryFile);
  for (const path of [nodejieba.DEFAULT_IDF_DICT, nodejieba.DEFAULT_STOP_WORD_DICT]) readDictionaryFile(path);
  const hash = createHash('sha256');
  for (const file of [main, user, model]) hash.update(file ?? '').update('\0');
  const fingerprint = hash.digest('base64url');
  loadJieba(userDict, fingerprint);
  return { short: shortWords([main ?? '', user ?? '']), fingerprint };
}
