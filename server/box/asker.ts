/** How an `Asker` asks, and whom it tells. */
export interface AskerOptions<Answer> {
  /** Milliseconds from one request to the next at least. */
  readonly interval: number;
  readonly ask: (query: string, signal: AbortSignal) => Promise<Answer>;
  readonly onAnswer: (query: string, answer: Answer) => void;
  readonly onFailure: (query: string, error: unknown) => void;
}

/**
 * Asks for what is typed: at once, but not more often than every `interval`; then for what was typed last. A request
 * ends where the next one begins, and what it brings nevertheless is passed over, so no answer takes a newer one's place.
 */
export class Asker<Answer> {
  readonly #options: AskerOptions<Answer>;
  #wanted: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: AbortController | null = null;
  #begun = -Infinity;

  constructor(options: AskerOptions<Answer>) {
    this.#options = options;
  }

  ask(query: string): void {
    this.#wanted = query;
    if (this.#timer !== null) return;
    const wait = this.#begun + this.#options.interval - performance.now();
    if (wait <= 0) void this.#begin();
    else
      this.#timer = setTimeout(() => {
        this.#timer = null;
        void this.#begin();
      }, wait);
  }

  /** Wants no answer any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#wanted = null;
    this.#running?.abort();
    this.#running = null;
  }

  async #begin(): Promise<void> {
    const query = this.#wanted;
    if (query === null) return;
    this.#running?.abort();
    const own = new AbortController();
    this.#running = own;
    this.#begun = performance.now();
    const { ask, onAnswer, onFailure } = this.#options;
    try {
      const answer = await ask(query, own.signal);
      if (this.#running === own) onAnswer(query, answer);
    } catch (error) {
      if (this.#running === own) onFailure(query, error);
    } finally {
      if (this.#running === own) this.#running = null;
    }
  }
}
