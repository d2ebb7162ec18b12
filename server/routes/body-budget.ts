import { ApiError } from '../problem.js';

/** Bytes that bodies may take in memory together; one may be as long as the settings let it. */
const most = 128 * 1024 * 1024;

/** Bytes of bodies that are being read, of all requests together. */
let held = 0;

/** Counts the bytes of one body that is gathered in memory, beside those of others. */
export class BodyBudget {
  readonly #most: number;
  #own = 0;

  /** @param bodyLimit bytes of one body */
  constructor(bodyLimit: number) {
    this.#most = Math.max(most, bodyLimit);
  }

  /**
   * Takes room for more bytes.
   * @throws ApiError `overloaded` where there is none
   */
  take(bytes: number): void {
    if (held + bytes > this.#most)
      throw new ApiError('overloaded', 'Too many large bodies at once; try again in a moment.');
    held += bytes;
    this.#own += bytes;
  }

  /** Gives all back. */
  release(): void {
    held -= this.#own;
    this.#own = 0;
  }
}
