import type { Analyzer } from '../../analyzer/analyzer.js';
import type { UserWords } from '../../analyzer/user-words.js';
import { Refreshing } from '../../refreshing.js';
import type { IndexLog } from '../index-log.js';
import type { ClusterWriter } from './cluster-writer.js';
import type { IndexView } from './index-view.js';

/** Milliseconds between two looks at what other processes have done. */
const followEvery = 2000;
/** Milliseconds that a process has which changed the dictionary, to analyse articles again, before others do it. */
const othersHave = 30_000;
/** Milliseconds without an answer after which the cluster is taken to be gone. */
const longestSilence = 15_000;

/** What a follower works with. */
export interface FollowerParts {
  readonly view: IndexView;
  readonly writer: ClusterWriter;
  readonly analyzer: Analyzer;
  readonly log: IndexLog;
  /** Analyses articles again that hold changed words. */
  readonly reanalyze: () => Promise<number>;
}

/** Looks every few seconds at what other processes have done, and does what they have left undone. */
export class ClusterFollower {
  readonly #parts: FollowerParts;
  readonly #looks: Refreshing;
  #isFailing = false;
  /** As of `performance.now`. */
  #followedAt = performance.now();
  /** Those of the analyzer by which articles are known to be cut, and since when they are others. */
  #known: { readonly words: UserWords; readonly since: number | null };

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#known = { words: parts.analyzer.userWords, since: null };
    // Apart: what is left undone may take long, and the cluster is there meanwhile.
    const all = [
      { what: 'the index', refresh: () => this.#look() },
      { what: 'what the index lacks', refresh: () => this.#mend() },
    ];
    this.#looks = new Refreshing(all, parts.log, followEvery);
  }

  /** Whether the cluster has answered of late. */
  get isReachable(): boolean {
    return !this.#isFailing && performance.now() - this.#followedAt < longestSilence;
  }

  start(): void {
    this.#looks.start();
  }

  /** Resolves when what is under way has ended, or does not end soon. */
  stop(): Promise<void> {
    return this.#looks.stop();
  }

  /** Takes note that articles are cut by these words now. */
  noteCutBy(words: UserWords): void {
    this.#known = { words, since: null };
  }

  async #look(): Promise<void> {
    try {
      await this.#parts.view.follow();
      this.#followedAt = performance.now();
      this.#isFailing = false;
    } catch (error) {
      this.#isFailing = true;
      throw error;
    }
  }

  async #mend(): Promise<void> {
    const { writer, log } = this.#parts;
    await writer.writeLeft();
    const lacked = await writer.checkInTurn();
    if (lacked > 0) log({ level: 'info', message: `${lacked} changes that the index lacked were put into it` });
    await this.#reanalyzeWhatIsLeft();
    await writer.reanalyzeLater();
  }

  /** A command that changes the dictionary while no service of its own runs leaves the articles to those that run. */
  async #reanalyzeWhatIsLeft(): Promise<void> {
    const { analyzer, view, reanalyze } = this.#parts;
    const { userWords } = analyzer;
    if (userWords === this.#known.words) return;
    if (userWords.differing(view.cutBy).length === 0) return this.noteCutBy(userWords);
    const since = this.#known.since ?? performance.now();
    this.#known = { ...this.#known, since };
    if (performance.now() - since > othersHave) await reanalyze();
  }
}
