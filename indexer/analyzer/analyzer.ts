import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { readDictionary, type Dictionary } from './dictionary.js';
import { foldVersion } from './fold.js';
import { Segmenter } from './segmenter.js';
import { stopWords } from './stop-words.js';
import type { TermSpans } from './term-spans.js';

/** Raise it when the terms of a text change for another reason than the libraries' versions. */
const analyzerVersion = 1;

const require = createRequire(import.meta.url);

function libraryVersion(name: string): string {
  const manifest: unknown = require(`${name}/package.json`);
  return manifest !== null && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : '';
}

/**
 * Cuts folded texts into terms and queries into words; the same for index and query, on every engine. The cutting is
 * done in another thread.
 */
export class Analyzer {
  /** Names all that decides about terms and folding: another fingerprint, other terms. */
  readonly fingerprint: string;
  readonly #segmenter: Segmenter;

  constructor(dictionary: Dictionary) {
    this.#segmenter = new Segmenter(dictionary.userWords);
    const parts = [analyzerVersion, foldVersion, dictionary.fingerprint, libraryVersion('nodejieba')];
    this.fingerprint = createHash('sha256').update(parts.join(' ')).digest('base64url').slice(0, 22);
  }

  /**
   * The terms of folded texts, for the index. Queries wait while a batch is cut: some thousand characters a call
   * keep them waiting some milliseconds.
   * @throws IndexerError `segmenter` where the thread that cuts cannot be kept alive
   */
  terms(texts: readonly string[]): Promise<readonly TermSpans[]> {
    return this.#segmenter.terms(texts);
  }

  /**
   * The words of the folded runs of a query, each once in its run, in order.
   * @throws IndexerError `segmenter`
   */
  words(runs: readonly string[]): Promise<readonly (readonly string[])[]> {
    return this.#segmenter.words(runs);
  }

  /** Whether a word counts only inside phrases, or where nothing else is left. */
  isStopWord(word: string): boolean {
    return stopWords.has(word);
  }

  /** Ends the thread; no call may follow. */
  close(): Promise<void> {
    return this.#segmenter.close();
  }
}

/**
 * Makes an analyzer. Its thread begins to load jieba's dictionaries (0.8 s, 230 MB); what is asked meanwhile waits.
 * @throws IndexerError `dictionary` where a dictionary file cannot be read
 */
export function loadAnalyzer(options: { readonly userDictionary?: string | null } = {}): Analyzer {
  return new Analyzer(readDictionary(options.userDictionary ?? null));
}
