import type { IndexLog } from '../../indexer/index.js';
import type { Counts } from '../metrics/index.js';
import { HistoryFile, type Sample, type Stretch } from './history-file.js';

/** Milliseconds of a minute. */
const minute = 60_000;
/** Stretches that a chart shows at most. */
const mostStretches = 360;

/** What a history writes down each minute. */
export interface HistorySources {
  /** Counts since the last call. */
  readonly counts: () => Counts;
  /** Requests turned away since the start. */
  readonly turnedAway: () => number;
  readonly articles: () => number;
}

export interface HistoryOptions extends HistorySources {
  /** How long it is kept. */
  readonly days: number;
  /** Told where a minute could not be written. */
  readonly log: IndexLog;
  /** Milliseconds since 1970; default the clock. */
  readonly now?: () => number;
}

/** Writes down what goes on, minute by minute, and tells it. */
export class History {
  readonly #file: HistoryFile;
  readonly #options: HistoryOptions;
  #turnedAway: number;
  #timer: NodeJS.Timeout | undefined;

  private constructor(file: HistoryFile, options: HistoryOptions) {
    this.#file = file;
    this.#options = options;
    this.#turnedAway = options.turnedAway();
  }

  /**
   * Opens the history in a file, made where it is missing.
   * @throws HistoryError
   */
  static open(path: string, options: HistoryOptions): History {
    return new History(HistoryFile.open(path), options);
  }

  /** Writes down each minute from now on. */
  start(): void {
    this.#timer = setInterval(() => void this.note(), minute).unref();
  }

  /** Writes down what went on since the last time; a failure is told and not thrown. */
  async note(): Promise<void> {
    const { counts, articles, turnedAway, days, log } = this.#options;
    const before = this.#turnedAway;
    this.#turnedAway = turnedAway();
    const sample: Sample = {
      ...counts(),
      minute: Math.floor(this.#now() / minute),
      turnedAway: this.#turnedAway - before,
      articles: articles(),
      rss: process.memoryUsage.rss(),
    };
    try {
      await this.#file.add(sample, days);
    } catch (error) {
      log({ level: 'warn', message: String(error) });
    }
  }

  /** What went on in the last hours, in at most 360 stretches, the earliest first. */
  last(hours: number): Promise<readonly Stretch[]> {
    const minutes = hours * 60;
    const step = Math.ceil(minutes / mostStretches);
    return this.#file.stretches(Math.floor(this.#now() / minute) - minutes, step);
  }

  /** Writes down what is left, and closes the file. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.note();
    await this.#file.close();
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
