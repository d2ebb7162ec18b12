import { setImmediate as turn } from 'node:timers/promises';
import { halfLife, mergedUse, weightOn } from './merged-use.js';
import { isPersonal } from './personal.js';
import type { QueryLog, Use, UseChange, UseKind, UseName } from './query-log.js';

/** Uses that are kept at most; where there are more, a tenth goes, the least used first. */
const mostUses = 100_000;
/** A use of less weight is forgotten at the next start: one alone after 130 days. */
const leastWeight = 0.05;

/** Uses that are handed over between two turns of the event loop, about ten milliseconds' work. */
const sliceUses = 1000;

/** Milliseconds of a day. */
const day = 86_400_000;

function nameOf({ kind, key }: UseName): string {
  return `${kind} ${key}`;
}

/**
 * The order of uses by what they weigh, on whatever day: all halve alike. The logarithm to base 2 of what a use weighed
 * or would have weighed on day 0.
 */
export function rankOf({ weight, day: since }: Pick<Use, 'weight' | 'day'>): number {
  return Math.log2(weight) + since / halfLife;
}

/**
 * Counts uses in memory and hands what has changed to the log now and then, so that no search waits for the disk.
 * What was not handed over is lost in a crash.
 */
export class UseCounts {
  readonly #uses = new Map<string, Use>();
  /** The names that the log has, or may have: only these have to be forgotten there. */
  readonly #logged = new Set<string>();
  /** What the log has to be told: uses that are kept, and names to forget. */
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
      this.#logged.add(nameOf(use));
      if (this.#weightNow(use) >= leastWeight && !(use.kind !== 'article' && isPersonal(use.key)))
        this.#uses.set(nameOf(use), use);
      else this.#noteChange(use);
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

  /** The rank (`rankOf`) of what weighs so much today. */
  rankToday(weight: number): number {
    return rankOf({ weight, day: this.#today() });
  }

  /**
   * Counts one use, or takes one back.
   * @param name of a query with its text as typed, which is kept where it is new: nobody changes what others are shown
   * @param by 1 or -1
   * @returns the use as it is now; `undefined` where nothing is left of it
   */
  add(name: UseName & { readonly text: string }, what: 'typed' | 'chosen', by: 1 | -1 = 1): Use | undefined {
    const known = this.get(name.kind, name.key) ?? { ...name, typed: 0, chosen: 0, weight: 0, day: this.#today() };
    const weight = Math.max(0, this.#weightNow(known) + by);
    const use = { ...known, [what]: Math.max(0, known[what] + by), weight, day: this.#today() };
    if (use.typed + use.chosen > 0) this.#uses.set(nameOf(use), use);
    else this.#uses.delete(nameOf(use));
    this.#noteChange(use);
    return this.get(use.kind, use.key);
  }

  /** Forgets a use. */
  forget(kind: UseKind, key: string): void {
    const use = this.get(kind, key);
    if (use === undefined) return;
    this.#uses.delete(nameOf(use));
    this.#noteChange(use);
  }

  /**
   * Takes over what another process made of a use; what was counted here since, and is not handed over yet, is added.
   * @returns the use as it is now
   */
  take({ before, now, ...name }: UseChange): Use | undefined {
    const isCounted = this.#changed.has(nameOf(name));
    const use = isCounted ? mergedUse(now, this.get(name.kind, name.key) ?? null, before) : now;
    if (use === null) this.#uses.delete(nameOf(name));
    else this.#uses.set(nameOf(name), use);
    if (now === null) this.#logged.delete(nameOf(name));
    else this.#logged.add(nameOf(name));
    if (isCounted) this.#noteChange(name);
    return use ?? undefined;
  }

  /** At most `size` uses of a kind, those that weigh most today first. */
  most(kind: UseKind, size: number): Use[] {
    const uses = [...this.#uses.values()].filter((use) => use.kind === kind);
    return uses.sort((a, b) => rankOf(b) - rankOf(a) || (a.key < b.key ? -1 : 1)).slice(0, size);
  }

  /** Forgets the least used, where there are too many. @returns those */
  dropLeast(): readonly Use[] {
    if (this.#uses.size <= this.#most) return [];
    const uses = [...this.#uses.values()];
    const weights = Float64Array.from(uses, (use) => this.#weightNow(use));
    const count = uses.length - Math.floor(this.#most * 0.9);
    const limit = weights.slice().sort()[count - 1] ?? 0;
    const under = uses.filter((_, i) => (weights[i] ?? 0) < limit);
    // Of those that weigh as much as the limit, the first that came go.
    const atLimit = uses.filter((_, i) => weights[i] === limit);
    const least = [...under, ...atLimit].slice(0, count);
    for (const use of least) {
      this.#uses.delete(nameOf(use));
      this.#noteChange(use);
    }
    return least;
  }

  /**
   * Hands over what has changed, by turns, so that searches go on; where that fails, the rest is tried again with the
   * next call.
   * @returns whether anything had changed
   * @throws what the log throws
   */
  async flush(log: QueryLog): Promise<boolean> {
    const changed = [...this.#changed.values()];
    for (let start = 0; start < changed.length; start += sliceUses) {
      if (start > 0) await turn();
      await this.#save(log, changed.slice(start, start + sliceUses));
    }
    return changed.length > 0;
  }

  async #save(log: QueryLog, changed: readonly UseName[]): Promise<void> {
    const kept = changed.map((name) => this.#uses.get(nameOf(name))).filter((use) => use !== undefined);
    const gone = changed.filter((name) => !this.#uses.has(nameOf(name)));
    const added = kept.map(nameOf).filter((name) => !this.#logged.has(name));
    for (const name of changed) this.#changed.delete(nameOf(name));
    // At once: what is forgotten while the log writes has to be forgotten there afterwards.
    for (const name of added) this.#logged.add(name);
    try {
      await log.save(kept, gone);
    } catch (error) {
      for (const name of added) this.#logged.delete(name);
      for (const name of changed) this.#noteChange(name);
      throw error;
    }
    for (const name of gone) this.#logged.delete(nameOf(name));
  }

  /** What is neither kept nor in the log is nobody's to write: while the log fails, such names are without end. */
  #noteChange(use: UseName): void {
    const name = nameOf(use);
    if (this.#uses.has(name) || this.#logged.has(name)) this.#changed.set(name, use);
    else this.#changed.delete(name);
  }

  #weightNow(use: Use): number {
    return weightOn(use, this.#today());
  }

  #today(): number {
    return Math.floor(this.#now() / day);
  }
}
