import type { QueryLog, Use, UseKind, UseName } from './query-log.js';

/** Days after which a use counts half. */
const halfLife = 30;
/** Uses that are kept at most; where there are more, a tenth goes, the least used first. */
const mostUses = 100_000;
/** A use of less weight is forgotten at the next start: one alone after 130 days. */
const leastWeight = 0.05;

/** Milliseconds of a day. */
const day = 86_400_000;

function nameOf({ kind, key }: UseName): string {
  return `${kind} ${key}`;
}

/**
 * Counts uses in memory and hands what has changed to the log now and then, so that no search waits for the disk.
 * What was not handed over is lost in a crash.
 */
export class UseCounts {
  readonly #uses = new Map<string, Use>();
  readonly #changed = new Map<string, UseName>();
  readonly #now: () => number;
  readonly #most: number;

  /**
   * @param uses what the log has
   * @param now milliseconds since 1970
   * @param most how many uses are kept; default 100 000
   */
  constructor(uses: readonly Use[], now: () => number, most: number = mostUses) {
    this.#now = now;
    this.#most = most;
    for (const use of uses) {
      if (this.#weightNow(use) >= leastWeight) this.#uses.set(nameOf(use), use);
      else this.#changed.set(nameOf(use), use);
    }
  }

  get(kind: UseKind, key: string): Use | undefined {
    return this.#uses.get(`${kind} ${key}`);
  }

  /** All uses. */
  values(): IterableIterator<Use> {
    return this.#uses.values();
  }

  /** Uses as they weigh today; 0 of what is not known. */
  weight(kind: UseKind, key: string): number {
    const use = this.get(kind, key);
    return use === undefined ? 0 : this.#weightNow(use);
  }

  /**
   * Counts one use, or takes one back.
   * @param text a query as typed; of an article, empty
   * @param by 1 or -1
   * @returns the use as it is now; `undefined` where nothing is left of it
   */
  add(name: UseName & { readonly text: string }, what: 'typed' | 'chosen', by: 1 | -1 = 1): Use | undefined {
    const known = this.get(name.kind, name.key) ?? { ...name, typed: 0, chosen: 0, weight: 0, day: this.#today() };
    const weight = Math.max(0, this.#weightNow(known) + by);
    const use = { ...known, text: name.text, [what]: Math.max(0, known[what] + by), weight, day: this.#today() };
    this.#changed.set(nameOf(use), use);
    if (use.typed + use.chosen > 0) this.#uses.set(nameOf(use), use);
    else this.#uses.delete(nameOf(use));
    return this.get(use.kind, use.key);
  }

  /**
   * Hands over what has changed; where that fails, it is tried again with the next call.
   * @returns what was forgotten, because there were too many
   * @throws what the log throws
   */
  async flush(log: QueryLog): Promise<readonly Use[]> {
    const dropped = this.#uses.size > this.#most ? this.#dropLeast() : [];
    const changed = [...this.#changed];
    if (changed.length === 0) return dropped;
    this.#changed.clear();
    try {
      const kept = changed.map(([name]) => this.#uses.get(name)).filter((use) => use !== undefined);
      await log.save(
        kept,
        changed.filter(([name]) => !this.#uses.has(name)).map(([, name]) => name),
      );
    } catch (error) {
      for (const [name, use] of changed) this.#changed.set(name, use);
      throw error;
    }
    return dropped;
  }

  #dropLeast(): readonly Use[] {
    const weights = Float64Array.from(this.#uses.values(), (use) => this.#weightNow(use)).sort();
    const count = this.#uses.size - Math.floor(this.#most * 0.9);
    const limit = weights[count - 1] ?? 0;
    const under = [...this.#uses.values()].filter((use) => this.#weightNow(use) < limit);
    // Of those that weigh as much as the limit, the first that came go.
    const atLimit = [...this.#uses.values()].filter((use) => this.#weightNow(use) === limit);
    const least = [...under, ...atLimit].slice(0, count);
    for (const use of least) {
      this.#uses.delete(nameOf(use));
      this.#changed.set(nameOf(use), use);
    }
    return least;
  }

  #weightNow(use: Use): number {
    return use.weight * 2 ** ((use.day - this.#today()) / halfLife);
  }

  #today(): number {
    return Math.floor(this.#now() / day);
  }
}
