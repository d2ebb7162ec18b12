import { hasWordCharacter } from '../analyzer/character-class.js';
import { fold } from '../analyzer/fold.js';
import type { QueryLog } from './query-log.js';

/** Characters of a blocked word at most. */
const longestBlocked = 64;

/** A word as it is blocked: folded, trimmed; `null` where nothing is left, or it is too long. */
export function blockedForm(word: string): string | null {
  const form = fold(word).text.trim();
  return hasWordCharacter(form) && form.length <= longestBlocked ? form : null;
}

/** The words that must stand in no suggestion. In force at once; kept in the log. */
export class BlockList {
  readonly #log: QueryLog;
  #words: readonly string[];

  /** @param words those in the log */
  constructor(log: QueryLog, words: readonly string[]) {
    this.#log = log;
    this.#words = words;
  }

  /** The blocked words, folded, in the order of their characters. */
  get words(): readonly string[] {
    return this.#words;
  }

  /** Whether a text holds a blocked word anywhere, folded alike. */
  holds(text: string): boolean {
    if (this.#words.length === 0) return false;
    const folded = fold(text).text;
    return this.#words.some((word) => folded.includes(word));
  }

  /**
   * Blocks words, in the form of `blockedForm`; one that is blocked already stays so.
   * @throws IndexerError `query_log`, `query_log_full`; then none is
   */
  async add(words: readonly string[]): Promise<void> {
    await this.#log.block(words);
    this.#words = await this.#log.blocked();
  }

  /**
   * Lets words be suggested again, in the form of `blockedForm`.
   * @throws IndexerError `query_log`, `query_log_full`; then all stay blocked
   */
  async remove(words: readonly string[]): Promise<void> {
    await this.#log.unblock(words);
    this.#words = await this.#log.blocked();
  }
}
