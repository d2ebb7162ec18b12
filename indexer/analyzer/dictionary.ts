import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import nodejieba from 'nodejieba';
import { IndexerError } from '../errors.js';

/** The paths that nodejieba knows but does not declare in its types. */
interface BundledPaths {
  readonly DEFAULT_DICT: string;
  readonly DEFAULT_HMM_DICT: string;
  readonly DEFAULT_USER_DICT: string;
  readonly DEFAULT_IDF_DICT: string;
  readonly DEFAULT_STOP_WORD_DICT: string;
}
// The constants are public in nodejieba's README, and missing from its declarations.
const bundled = nodejieba as unknown as BundledPaths;

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
      if (word.length >= 2 && word.length <= 6 && [...word].length <= 3) words.add(word);
    }
  }
  return words;
}

let loaded: string | null = null;

function loadJieba(userDict: string, fingerprint: string): void {
  if (loaded === fingerprint) return;
  nodejieba.load({
    dict: bundled.DEFAULT_DICT,
    hmmDict: bundled.DEFAULT_HMM_DICT,
    userDict,
    idfDict: bundled.DEFAULT_IDF_DICT,
    stopWordDict: bundled.DEFAULT_STOP_WORD_DICT,
  });
  loaded = fingerprint;
}

/**
 * Loads jieba's dictionaries into this thread (about a second and 250 MB the first time).
 * @param userDictionary path of a file of further words, a line each: `word`, `word tag` or `word frequency tag`
 * @throws IndexerError `dictionary` where a file is missing or cannot be read
 */
export function loadDictionary(userDictionary: string | null): Dictionary {
  const userDict = userDictionary ?? bundled.DEFAULT_USER_DICT;
  const [main, user, model] = [bundled.DEFAULT_DICT, userDict, bundled.DEFAULT_HMM_DICT].map(readDictionaryFile);
  for (const path of [bundled.DEFAULT_IDF_DICT, bundled.DEFAULT_STOP_WORD_DICT]) readDictionaryFile(path);
  const hash = createHash('sha256');
  for (const file of [main, user, model]) hash.update(file ?? '').update('\0');
  const fingerprint = hash.digest('base64url');
  loadJieba(userDict, fingerprint);
  return { short: shortWords([main ?? '', user ?? '']), fingerprint };
}
