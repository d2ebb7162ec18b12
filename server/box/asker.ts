/** How an `Asker` asks, and whom it tells. */
export interface AskerOptions<Answer> {
  /** Milliseconds from one request to the next at least. */
  readonly interval: number;
  /** Milliseconds after which a request that brought nothing has failed, with a `TimeoutError`. */
  readonly timeout: number;
  readonly ask: (query: string, signal: AbortSignal) => Promise<Answer>;
  readonly onAnswer: (query: string, answer: Answer) => void;
  readonly onFailure: (query: string, error: unknown) => void;
}

/** A request that is under way. */
interface Request {
  readonly query: string;
  readonly controller: AbortController;
}

/**
 * Asks for what is typed: at once, but not more often than every `interval`; then for what was typed last. A request
 * ends where the next one begins, and what it brings nevertheless is passed over, so no answer takes a newer one's place.
 */
export class Asker<Answer> {
  readonly #options: AskerOptions<Answer>;
  #wanted: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #running: Request | null = null;
  #begun = -Infinity;

  constructor(options: AskerOptions<Answer>) {
    this.#options = options;
  }

  /** Whether an answer is awaited, an earlier one's having come or not. */
  get isAsking(): boolean {
    return this.#timer !== null || this.#running !== null;
  }

  /** What is being asked for already is not asked for twice. */
  ask(query: string): void {
    this.#wanted = query;
    if (this.#timer !== null || this.#running?.query === query) return;
    const wait = this.#begun + this.#options.interval - performance.now();
    if (wait <= 0) this.#begin();
    else
      this.#timer = setTimeout(() => {
        this.#timer = null;
        this.#begin();
      }, wait);
  }

  /** Wants no answer any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#wanted = null;
    this.#running?.controller.abort();
    this.#running = null;
  }

  #begin(): void {
    const query = this.#wanted;
    if (query === null || this.#running?.query === query) return;
    this.#running?.controller.abort();
    const own: Request = { query, controller: new AbortController() };
    this.#running = own;
    this.#begun = performance.now();
    void this.#run(own);
  }

  async #run(own: Request): Promise<void> {
    const { query, controller } = own;
    const { timeout, ask, onAnswer, onFailure } = this.#options;
    const giveUp = (): void =>
      controller.abort(new DOMException(`no answer within ${String(timeout)} ms`, 'TimeoutError'));
    const timer = setTimeout(giveUp, timeout);
    const settled = await ask(query, controller.signal).then(
      (answer) => () => onAnswer(query, answer),
      // What is wanted now has not failed.
      (error: unknown) => (this.#timer === null ? () => onFailure(query, error) : null),
    );
    clearTimeout(timer);
    if (this.#running !== own) return;
    this.#running = null;
    settled?.();
  }
}
