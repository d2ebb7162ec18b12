import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { bundledFingerprint, bundledWords } from './dictionary.js';
import { foldVersion } from './fold.js';
import type { Span } from './segment.js';
import { SegmenterPool } from './segmenter-pool.js';
import { stopWords } from './stop-words.js';
import type { TermSpans } from './term-spans.js';
import { UserWords } from './user-words.js';

/** Raise it when the terms of a text change for another reason than the libraries' versions. */
const analyzerVersion = 4;

const require = createRequire(import.meta.url);

function libraryVersion(name: string): string {
  const manifest: unknown = require(`${name}/package.json`);
  return manifest !== null && typeof manifest === 'object' && 'version' in manifest ? String(manifest.version) : '';
}

/** Words that an analyzer has loaded; one of the two has to be called. */
export interface LoadedWords {
  /** All cutting is done by them from now on. Who keeps terms has to ask again for texts that hold what differs. */
  use(): void;
  /** Ends their thread. */
  discard(): Promise<void>;
}

/**
 * Cuts folded texts into terms and queries into words; the same for index and query, on every engine. The cutting is
 * done in another thread, which begins to load jieba's dictionaries at once (0.8 s, 230 MB); what is asked meanwhile
 * waits.
 */
export class Analyzer {
  /** Names all that decides about terms and folding but for the user's words: another fingerprint, other terms. */
  readonly fingerprint: string;
  #userWords: UserWords;
  readonly #threads: number;
  #segmenter: SegmenterPool;
  /** Segmenters of earlier words that answer their last requests. */
  #ending: Promise<unknown> = Promise.resolve();

  /**
   * @param threads that may cut where there is much to cut, each with dictionaries of its own
   * @throws IndexerError `dictionary` where a dictionary file cannot be read
   */
  constructor(userWords: UserWords = UserWords.none, threads = 1) {
    const parts = [analyzerVersion, foldVersion, bundledFingerprint(), libraryVersion('nodejieba')];
    this.#userWords = userWords;
    this.#threads = threads;
    this.#segmenter = new SegmenterPool(userWords.forJieba(), threads);
    // Searches ask for them: read now, while the thread loads as well, they keep no reader waiting.
    bundledWords();
    this.fingerprint = createHash('sha256').update(parts.join(' ')).digest('base64url').slice(0, 22);
  }

  /** The words by which texts are cut besides jieba's own. */
  get userWords(): UserWords {
    return this.#userWords;
  }

  /**
   * Loads other words (0.8 s, and their memory beside that of the words in use), which goes on cutting meanwhile.
   * @throws IndexerError `segmenter` where they cannot be loaded
   */
  async load(userWords: UserWords): Promise<LoadedWords> {
    const segmenter = new SegmenterPool(userWords.forJieba(), this.#threads);
    try {
      await segmenter.words([]);
    } catch (error) {
      await segmenter.close();
      throw error;
    }
    const use = (): void => {
      this.#ending = Promise.all([this.#ending, this.#segmenter.close()]);
      this.#segmenter = segmenter;
      this.#userWords = userWords;
    };
    return { use, discard: () => segmenter.close() };
  }

  /**
   * The terms of folded texts, for the index. Queries that come while a batch is cut wait for the text at hand.
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

  /**
   * The words of two Chinese characters and more that a dictionary, jieba's or the user's, knows in a folded run, cut as
   * is likeliest.
   * @throws IndexerError `segmenter`
   */
  async knownWords(run: string): Promise<readonly Span[]> {
    return (await this.#segmenter.knownWords([run]))[0] ?? [];
  }

  /** Whether a word counts only inside phrases, or where nothing else is left. */
  isStopWord(word: string): boolean {
    return stopWords.has(word);
  }

  /** Ends the thread; no call may follow. */
  async close(): Promise<void> {
    await Promise.all([this.#ending, this.#segmenter.close()]);
  }
}
