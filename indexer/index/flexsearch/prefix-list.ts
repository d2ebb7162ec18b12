/** A key with what it leads to. */
interface Entry {
  readonly key: string;
  readonly value: number;
}

const byKey = (a: Entry, b: Entry): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** New entries are looked through one by one until there are this many, or half as many as are merged. */
const leastTail = 1024;

/** Finds all entries whose key begins with a prefix. Entries are added one by one and never taken out. */
export class PrefixList {
  #sorted: Entry[] = [];
  #tail: Entry[] = [];

  add(key: string, value: number): void {
    this.#tail.push({ key, value });
    if (this.#tail.length > Math.max(leastTail, this.#sorted.length / 2)) this.#merge();
  }

  /** Calls `visit` with each entry whose key begins with `prefix`, in no particular order. */
  forEach(prefix: string, visit: (key: string, value: number) => void): void {
    for (let at = this.#firstAtLeast(prefix); at < this.#sorted.length; at++) {
      const entry = this.#sorted[at];
      if (entry === undefined || !entry.key.startsWith(prefix)) break;
      visit(entry.key, entry.value);
    }
    for (const { key, value } of this.#tail) if (key.startsWith(prefix)) visit(key, value);
  }

  #firstAtLeast(key: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle]?.key ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Merges two runs in order: sorting all anew would hold up searches. */
  #merge(): void {
    const tail = this.#tail.sort(byKey);
    const merged: Entry[] = [];
    let next = 0;
    for (const entry of this.#sorted) {
      for (let first = tail[next]; first !== undefined && byKey(first, entry) < 0; first = tail[++next])
        merged.push(first);
      merged.push(entry);
    }
    this.#sorted = merged.concat(tail.slice(next));
    this.#tail = [];
  }
}
