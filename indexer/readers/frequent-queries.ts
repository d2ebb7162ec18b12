import type { Use } from './query-log.js';
import type { UseCounts } from './use-counts.js';

/** Searches from which a query is suggested to others: fewer may be one person's own. */
const leastTyped = 5;
/** A query of less weight has gone out of fashion. */
const leastWeight = 1;

/** The queries that may be suggested, by their first character: few of all that are counted. */
export class FrequentQueries {
  readonly #byFirst = new Map<string, Map<string, Use>>();
  readonly #counts: UseCounts;

  constructor(counts: UseCounts) {
    this.#counts = counts;
    for (const use of counts.values()) if (use.kind === 'query') this.note(use.key, use);
  }

  /** Takes note of a query as it is counted now; `undefined` where it is forgotten. */
  note(key: string, use: Use | undefined): void {
    const first = key.charAt(0);
    const group = this.#byFirst.get(first) ?? new Map<string, Use>();
    if (use !== undefined && use.typed >= leastTyped) group.set(key, use);
    else group.delete(key);
    if (group.size > 0) this.#byFirst.set(first, group);
    else this.#byFirst.delete(first);
  }

  /** Those that begin with a folded prefix and are longer, the most used first. */
  beginning(prefix: string): Use[] {
    const group = this.#byFirst.get(prefix.charAt(0))?.values() ?? [];
    return [...group]
      .filter(({ key }) => key.length > prefix.length && key.startsWith(prefix))
      .map((use) => ({ use, weight: this.#counts.weight('query', use.key) }))
      .filter(({ weight }) => weight >= leastWeight)
      .sort((a, b) => b.weight - a.weight || (a.use.key < b.use.key ? -1 : 1))
      .map(({ use }) => use);
  }
}
