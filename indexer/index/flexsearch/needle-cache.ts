import { needleKey, type Needle } from '../../query/needle.js';
import type { Generation } from './generation.js';
import { findNeedleSet, type NeedleSet } from './needle-set.js';

/** Sets that are kept: some queries' worth, two bits a document each. */
const mostSets = 64;

/**
 * The needle sets asked for last, until something is written: a reader who types on, turns the page or is offered
 * another word asks for most of the same words again.
 */
export class NeedleCache {
  readonly #sets = new Map<string, NeedleSet>();
  #state = '';

  /** The set of a needle if it is kept. */
  known(generation: Generation, needle: Needle): NeedleSet | undefined {
    const { state } = generation.documents;
    if (state !== this.#state) for (const [key, set] of this.#sets) this.#drop(generation, key, set);
    this.#state = state;
    return this.#sets.get(needleKey(needle));
  }

  /** The set of a needle in the generation that the cache is of; nobody may change it. */
  set(generation: Generation, needle: Needle): NeedleSet {
    const key = needleKey(needle);
    const set = this.known(generation, needle) ?? found(generation, needle);
    // A map goes through its keys in the order in which they were set last.
    this.#sets.delete(key);
    this.#sets.set(key, set);
    const [oldest] = this.#sets;
    if (this.#sets.size > mostSets && oldest !== undefined) this.#drop(generation, ...oldest);
    return set;
  }

  #drop({ sets }: Generation, key: string, { matching, posted }: NeedleSet): void {
    this.#sets.delete(key);
    sets.release(matching);
    sets.release(posted);
  }
}

function found(generation: Generation, needle: Needle): NeedleSet {
  const set = findNeedleSet(generation, needle);
  generation.sets.keep(set.matching);
  generation.sets.keep(set.posted);
  return set;
}
