/** Work that is done one piece at a time, in the order in which it was called for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Does a piece of work when all before it have ended; how it ends is its caller's to see, the next one has its turn. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work);
    this.#last = run.catch(() => undefined);
    return run;
  }

  /** Resolves when all that was called for so far has ended, well or not. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
