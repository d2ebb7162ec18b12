import { setImmediate as turn } from 'node:timers/promises';
import { afterSearches } from './searches-first.js';

/** Parts long work into slices of some milliseconds, between which other work of the thread has its turn. */
export class WorkSlices {
  readonly #length: number;
  #since: number = performance.now();

  /** @param length milliseconds of a slice */
  constructor(length = 8) {
    this.#length = length;
  }

  /** To be asked after each piece of work: whether `next` is due. */
  get isOver(): boolean {
    return performance.now() - this.#since >= this.#length;
  }

  /** Lets other work have its turn, and begins the next slice. */
  async next(): Promise<void> {
    await this.pause();
    this.#since = performance.now();
  }

  protected pause(): Promise<void> {
    return turn();
  }
}

/** The same of work that readers do not wait for: the next slice, of two milliseconds, begins when no search runs. */
export class BackgroundSlices extends WorkSlices {
  constructor() {
    super(2);
  }

  protected override pause(): Promise<void> {
    return afterSearches();
  }
}
