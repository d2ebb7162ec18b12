import { IndexerError } from '../errors.js';

/** Problems that a message tells; there may be one in every line. */
const mostTold = 5;

/** What is wrong with a file of words, line by line. */
export class WordListProblems {
  readonly #file: string;
  readonly #told: string[] = [];
  #count = 0;

  /** @param file how it is called in messages */
  constructor(file: string) {
    this.#file = file;
  }

  /** @param line from 1 */
  add(line: number, why: string): void {
    this.#count++;
    if (this.#told.length < mostTold) this.#told.push(`line ${line}: ${why}`);
  }

  /** @throws IndexerError `invalid_words` where anything is wrong */
  throwIfAny(): void {
    if (this.#count === 0) return;
    const more = this.#count > this.#told.length ? `; and ${this.#count - this.#told.length} more` : '';
    throw new IndexerError('invalid_words', `${this.#file}, ${this.#told.join('; ')}${more}`);
  }
}
