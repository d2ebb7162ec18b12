/** New entries are put in their places in a run of their own until there are so many: moving the rest costs, too. */
const longestTail = 128;

/** Keys with what they lead to, side by side: an object an entry would take as much again. */
interface Entries<Value> {
  readonly keys: string[];
  readonly values: Value[];
}

type Visit<Value> = (key: string, value: Value) => void;

function noEntries<Value>(): Entries<Value> {
  return { keys: [], values: [] };
}

/**
 * Finds all entries whose key begins with a prefix. Entries are added one by one and never taken out. Sorted runs of
 * lengths that at least double, so that adding stays cheap and a search looks into few (the logarithmic method).
 */
export class PrefixList<Value> {
  readonly #runs: Entries<Value>[] = [];
  #tail: Entries<Value> = noEntries();
  #length = 0;

  /** How many entries there are. */
  get length(): number {
    return this.#length;
  }

  add(key: string, value: Value): void {
    const at = firstAtLeast(this.#tail.keys, key);
    this.#tail.keys.splice(at, 0, key);
    this.#tail.values.splice(at, 0, value);
    this.#length++;
    if (this.#tail.keys.length < longestTail) return;
    this.#runs.push(this.#tail);
    this.#tail = noEntries();
    this.#mergeSmallRuns();
  }

  /** Calls `visit` with each entry whose key begins with `prefix`, in no particular order. */
  forEach(prefix: string, visit: Visit<Value>): void {
    this.#each((entries, at) => entries.keys[at]?.startsWith(prefix) === true, prefix, visit);
  }

  /** Calls `visit` with each entry of this key. */
  forKey(key: string, visit: Visit<Value>): void {
    this.#each((entries, at) => entries.keys[at] === key, key, visit);
  }

  /** Whether any key begins with `prefix`. */
  has(prefix: string): boolean {
    return [...this.#runs, this.#tail].some(
      ({ keys }) => keys[firstAtLeast(keys, prefix)]?.startsWith(prefix) === true,
    );
  }

  #each(fits: (entries: Entries<Value>, at: number) => boolean, first: string, visit: Visit<Value>): void {
    for (const run of [...this.#runs, this.#tail]) {
      for (let at = firstAtLeast(run.keys, first); fits(run, at); at++) visitEntry(run, at, visit);
    }
  }

  #mergeSmallRuns(): void {
    for (;;) {
      const [before, last] = this.#runs.slice(-2);
      if (before === undefined || last === undefined || before.keys.length > 2 * last.keys.length) return;
      this.#runs.splice(-2, 2, merged(before, last));
    }
  }
}

function visitEntry<Value>({ keys, values }: Entries<Value>, at: number, visit: Visit<Value>): void {
  const [key, value] = [keys[at], values[at]];
  if (key !== undefined && value !== undefined) visit(key, value);
}

function firstAtLeast(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merged<Value>(a: Entries<Value>, b: Entries<Value>): Entries<Value> {
  const result = noEntries<Value>();
  let next = 0;
  for (let at = 0; at < a.keys.length; at++) {
    for (; next < b.keys.length && (b.keys[next] ?? '') < (a.keys[at] ?? ''); next++) append(result, b, next);
    append(result, a, at);
  }
  for (; next < b.keys.length; next++) append(result, b, next);
  return result;
}

function append<Value>(to: Entries<Value>, from: Entries<Value>, at: number): void {
  visitEntry(from, at, (key, value) => {
    to.keys.push(key);
    to.values.push(value);
  });
}
