import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import nodejieba from 'nodejieba';
import { IndexerError } from '../errors.js';

/** What the segmenter knows. */
export interface Dictionary {
  /** Words besides jieba's own, in jieba's form, a line each. */
  readonly userWords: string;
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

/**
 * Reads what the segmenter is to know.
 * @param userDictionary path of a file of further words, a line each: `word`, `word tag` or `word frequency tag`
 * @throws IndexerError `dictionary` where a file is missing or cannot be read
 */
export function readDictionary(userDictionary: string | null): Dictionary {
  const [main = '', model = ''] = [nodejieba.DEFAULT_DICT, nodejieba.DEFAULT_HMM_DICT].map(readDictionaryFile);
  const userWords = readDictionaryFile(userDictionary ?? nodejieba.DEFAULT_USER_DICT);
  const hash = createHash('sha256');
  for (const file of [main, userWords, model]) hash.update(file).update('\0');
  return { userWords, fingerprint: hash.digest('base64url') };
}
