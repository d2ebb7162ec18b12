import { setTimeout as sleep } from 'node:timers/promises';
import type { Analyzer } from '../../analyzer/analyzer.js';
import type { UserWords } from '../../analyzer/user-words.js';
import type { IndexLog } from '../index-log.js';
import type { ClusterWriter } from './cluster-writer.js';
import type { IndexView } from './index-view.js';

/** Milliseconds between two looks at what other processes have done. */
const followEvery = 2000;
/** Milliseconds that a process has which changed the dictionary, to analyse articles again, before others do it. */
const othersHave = 30_000;
/** Milliseconds that what is under way may take when it is stopped. */
const longestStop = 5000;
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
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #mending: Promise<void> | null = null;
  #isFailing = false;
  #isLeft = false;
  /** As of `performance.now`. */
  #followedAt = performance.now();
  /** Those of the analyzer by which articles are known to be cut, and since when they are others. */
  #known: { readonly words: UserWords; readonly since: number | null };

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#known = { words: parts.analyzer.userWords, since: null };
  }

  /** Whether the cluster has answered of late. */
  get isReachable(): boolean {
    return !this.#isFailing && performance.now() - this.#followedAt < longestSilence;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.#look().finally(() => (this.#looking = null));
      this.#mending ??= this.#mend().finally(() => (this.#mending = null));
    }, followEvery).unref();
  }

  /** Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    // A cluster that hangs is not waited for: nobody waits for what is looked at.
    await Promise.race([Promise.all([this.#looking, this.#mending]), sleep(longestStop, undefined, { ref: false })]);
  }

  /** Takes note that articles are cut by these words now. */
  noteCutBy(words: UserWords): void {
    this.#known = { words, since: null };
  }

  /** By itself: what is left undone may take long, and the cluster is there meanwhile. */
  async #look(): Promise<void> {
    const { view, log } = this.#parts;
    try {
      await view.follow();
      this.#followedAt = performance.now();
      if (this.#isFailing) log({ level: 'info', message: 'the cluster answers again' });
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) log({ level: 'warn', message: `the cluster cannot be followed: ${String(error)}` });
      this.#isFailing = true;
    }
  }

  async #mend(): Promise<void> {
    const { writer, log } = this.#parts;
    try {
      await writer.writeLeft();
      const lacked = await writer.checkInTurn();
      if (lacked > 0) log({ level: 'info', message: `${lacked} changes that the index lacked were put into it` });
      await this.#reanalyzeWhatIsLeft();
      await writer.reanalyzeLater();
      this.#isLeft = false;
    } catch (error) {
      const message = `what the index lacks cannot be put into it: ${String(error)}`;
      if (!this.#isLeft) log({ level: 'warn', message });
      this.#isLeft = true;
    }
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
