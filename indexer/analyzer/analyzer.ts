import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { loadDictionary, type Dictionary } from './dictionary.js';
import { foldVersion } from './fold.js';
import { indexTerms, queryWords, type Term } from './segment.js';
import { stopWords } from './stop-words.js';

/** Raise it when the terms of a text change for another reason than the libraries' versions. */
const analyzerVersion = 1;

const require = createRequire(import.meta.url);

function libraryVersion(name: string): string {
  const manifest: unknown = require(`${name}/package.json`);
  return manifest !== null && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : '';
}

/** Cuts folded texts into terms and queries into words; the same for index and query, on every engine. */
export class Analyzer {
  /** Names all that decides about terms and folding: another fingerprint, other terms. */
  readonly fingerprint: string;
  readonly #dictionary: Dictionary;

  constructor(dictionary: Dictionary) {
    this.#dictionary = dictionary;
    const parts = [analyzerVersion, foldVersion, dictionary.fingerprint, libraryVersion('nodejieba')];
    this.fingerprint = createHash('sha256').update(parts.join(' ')).digest('base64url').slice(0, 22);
  }

  /** The terms of a folded text, for the index. */
  terms(text: string): Term[] {
    return indexTerms(text, this.#dictionary);
  }

  /** The words of a folded run of a query, each once, in order. */
  words(run: string): string[] {
    return queryWords(run);
  }

  /** Whether a word counts only inside phrases, or where nothing else is left. */
  isStopWord(word: string): boolean {
    return stopWords.has(word);
  }
}

/**
 * Loads the analyzer: about a second and 250 MB for jieba's dictionaries.
 * @throws IndexerError `dictionary` where a dictionary file cannot be read
 */
export function loadAnalyzer(options: { readonly userDictionary?: string | null } = {}): Analyzer {
  return new Analyzer(loadDictionary(options.userDictionary ?? null));
}
