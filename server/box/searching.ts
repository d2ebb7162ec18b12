import { Asker } from './asker.js';
import type { InstantAnswer } from './instant-answer.js';
import type { Failure } from './texts.js';
import type { BoxState } from './view.js';

/** Milliseconds between two requests at least. */
const interval = 80;
/** Milliseconds that text under composition stands still before it is searched for. */
const compositionPause = 250;
/** Milliseconds after which an answer that is awaited shows as awaited. */
const patience = 300;
/** Milliseconds after which it is awaited no more. */
const timeout = 10_000;

/** Whom the search works with. */
export interface SearchingOptions {
  readonly ask: (query: string, signal: AbortSignal) => Promise<InstantAnswer>;
  /** What a failed request means to a reader. */
  readonly failureOf: (error: unknown) => Failure;
  /** What to offer where nothing is typed. */
  readonly recent: () => readonly string[];
  readonly onState: (state: BoxState) => void;
  /** Whether anything is shown now. */
  readonly isShown: () => boolean;
  /** Told when the reader begins to wait, and when that has ended. */
  readonly onBusy: (isBusy: boolean) => void;
}

/** What is being searched for, and what has come of it. */
export class Searching {
  readonly #options: SearchingOptions;
  readonly #asker: Asker<InstantAnswer>;
  #state: BoxState = { kind: 'recent', queries: [] };
  #compositionTimer: ReturnType<typeof setTimeout> | undefined;
  #waitingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SearchingOptions) {
    this.#options = options;
    this.#asker = new Asker({
      interval,
      timeout,
      ask: options.ask,
      onAnswer: (query, answer) => this.#settle({ kind: 'answer', query, answer }),
      onFailure: (query, error) => this.#settle({ kind: 'failure', query, failure: options.failureOf(error) }),
    });
  }

  /** The query to which there is a list; empty: it is not one of a query. */
  get answered(): string {
    return this.#state.kind === 'answer' ? this.#state.query : '';
  }

  /** Shows once more what there is: in another language, say. */
  showAgain(): void {
    this.#change(this.#state);
  }

  /** Whether an answer is awaited. */
  get isAsking(): boolean {
    return this.#asker.isAsking;
  }

  /**
   * Searches for what is typed now. Text under composition only when it stands still: most of it is on its way to become
   * something else. But it is searched for: Android's keyboards compose every English word.
   */
  typed(query: string, isComposing: boolean): void {
    clearTimeout(this.#compositionTimer);
    if (isComposing) this.#compositionTimer = setTimeout(() => this.#search(query), compositionPause);
    else this.#search(query);
  }

  /** Asks again where the last request failed. */
  retry(): void {
    if (this.#state.kind === 'failure') this.#search(this.#state.query);
  }

  /** Shows the recent searches, as they are now. */
  showRecent(): void {
    this.#settle({ kind: 'recent', queries: this.#options.recent() });
  }

  /** Wants nothing any more. What is shown stays what it is. */
  stop(): void {
    clearTimeout(this.#compositionTimer);
    this.#asker.stop();
    this.#endWaiting();
  }

  /** Wants nothing any more, and forgets what has come: another text stands in the box now, or it asks otherwise. */
  reset(): void {
    this.stop();
    this.#state = { kind: 'recent', queries: [] };
  }

  /** What there is to a query already is shown; else it is asked for. */
  #search(query: string): void {
    if (query === '' || query === this.answered) {
      this.stop();
      if (query === '') this.showRecent();
      else this.#change(this.#state);
      return;
    }
    this.#asker.ask(query);
    clearTimeout(this.#waitingTimer);
    this.#waitingTimer = setTimeout(() => this.#wait(query), patience);
  }

  /** What is shown of an earlier query stays: it is better than nothing. */
  #wait(query: string): void {
    this.#options.onBusy(true);
    if (this.#state.kind !== 'answer' || !this.#options.isShown()) this.#change({ kind: 'waiting', query });
  }

  #endWaiting(): void {
    clearTimeout(this.#waitingTimer);
    this.#options.onBusy(false);
  }

  #settle(state: BoxState): void {
    if (!this.#asker.isAsking) this.#endWaiting();
    this.#change(state);
  }

  #change(state: BoxState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}
