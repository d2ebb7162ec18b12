import { isDeepStrictEqual } from 'node:util';
import { hasWordCharacter } from '../analyzer/character-class.js';
import { fold } from '../analyzer/fold.js';
import { Turns } from '../turns.js';
import type { QueryLog } from './query-log.js';

/** Characters of a blocked word at most. */
const longestBlocked = 64;

/** A word as it is blocked: folded, trimmed; `null` where nothing is left, or it is too long. */
export function blockedForm(word: string): string | null {
  const form = fold(word).text.trim();
  return hasWordCharacter(form) && form.length <= longestBlocked ? form : null;
}

/**
 * The words that must stand in no suggestion. In force at once, with other processes that share the log when they look
 * again; kept in the log.
 */
export class BlockList {
  readonly #log: QueryLog;
  /** What was read before a change must not come after it. */
  readonly #turns = new Turns();
  #words: readonly string[] = [];
  /** The words by their first two UTF-16 units, or the one they have: a text is gone through once, however many there are. */
  #byHead: ReadonlyMap<string, readonly string[]> = new Map();

  /** @param words those in the log */
  constructor(log: QueryLog, words: readonly string[]) {
    this.#log = log;
    this.#use(words);
  }

  /** The blocked words, folded, in the order of their characters. */
  get words(): readonly string[] {
    return this.#words;
  }

  /** Whether a text holds a blocked word anywhere, folded alike. */
  holds(text: string): boolean {
    return this.#words.length > 0 && this.holdsFolded(fold(text).text);
  }

  /** The same of a text that is folded already. */
  holdsFolded(text: string): boolean {
    for (let at = 0; at < text.length; at++) {
      const words = this.#byHead.get(text.slice(at, at + 2));
      if (this.#byHead.has(text.charAt(at)) || words?.some((word) => text.startsWith(word, at)) === true) return true;
    }
    return false;
  }

  /**
   * Blocks words, in the form of `blockedForm`; one that is blocked already stays so.
   * @throws IndexerError `query_log`, `query_log_full`; then none is
   */
  add(words: readonly string[]): Promise<void> {
    return this.#turns.run(async () => {
      await this.#log.block(words);
      this.#use(await this.#log.blocked());
    });
  }

  /**
   * Lets words be suggested again, in the form of `blockedForm`.
   * @throws IndexerError `query_log`, `query_log_full`; then all stay blocked
   */
  remove(words: readonly string[]): Promise<void> {
    return this.#turns.run(async () => {
      await this.#log.unblock(words);
      this.#use(await this.#log.blocked());
    });
  }

  /**
   * Puts in force what other processes have changed.
   * @throws IndexerError `query_log`; all stays as it is then
   */
  refresh(): Promise<void> {
    return this.#turns.run(async () => {
      const words = await this.#log.blocked();
      // The same list means to others that nothing has changed.
      if (!isDeepStrictEqual(words, this.#words)) this.#use(words);
    });
  }

  #use(words: readonly string[]): void {
    const byHead = new Map<string, string[]>();
    for (const word of words) byHead.set(word.slice(0, 2), []);
    for (const word of words) byHead.get(word.slice(0, 2))?.push(word);
    this.#words = words;
    this.#byHead = byHead;
  }
}
