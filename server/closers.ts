/** What was opened so far, to be closed in the other order. (Node 20 has no `DisposableStack`.) */
export class Closers {
  readonly #closers: (() => void | Promise<void>)[] = [];

  /**
   * Opens something in steps; where one fails, what the earlier ones opened is closed.
   * @param open adds what closes each step, for the same use when all is done
   * @throws what `open` throws
   */
  static async opening<T>(open: (closers: Closers) => Promise<T>): Promise<T> {
    const closers = new Closers();
    try {
      return await open(closers);
    } catch (error) {
      // What failed first is what has to be told, not what follows from it.
      await closers.close().catch(() => undefined);
      throw error;
    }
  }

  add(close: () => void | Promise<void>): void {
    this.#closers.push(close);
  }

  /**
   * Closes all, the last first, each once; where one fails, the others are closed nevertheless.
   * @throws what one of them threw
   */
  async close(): Promise<void> {
    const close = this.#closers.pop();
    if (close === undefined) return;
    try {
      await close();
    } finally {
      await this.close();
    }
  }
}
