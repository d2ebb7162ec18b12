import type { Documents } from './documents.js';
import { PrefixList } from '../words/prefix-list.js';
import { titleKey } from '../words/title-key.js';

/** Titles that are gathered, for each that is asked for, until all but the newest are dropped. */
const gathered = 8;
/** Bytes of an entry: two pointers, and a key that is a slice of the text (V8, about). */
const titleBytes = 16 + 32;

/** A title of a document, from its first word on. */
interface Title {
  readonly key: string;
  readonly document: number;
  /** Milliseconds since 1970; 0 where the article has none. */
  readonly time: number;
}

const newestFirst = (a: Title, b: Title): number => b.time - a.time || a.document - b.document;

/** The titles of documents by how they begin, the signs before their first word aside: often a quotation mark. */
export class Titles {
  readonly #titles = new PrefixList<number>();

  get byteLength(): number {
    return this.#titles.length * titleBytes;
  }

  /** @param text the folded article */
  add(document: number, text: string): void {
    const key = titleKey(text);
    if (key !== '') this.#titles.add(key, document);
  }

  /** The newest live documents whose title begins so and is wanted, one a title, at most `size`. */
  newest({ columns, live }: Documents, prefix: string, size: number, isWanted: (title: string) => boolean): number[] {
    let best: Title[] = [];
    let last: Title | undefined;
    this.#titles.forEach(prefix, (key, document) => {
      if (!live.has(document)) return;
      const title = { key, document, time: columns.times[document] || 0 };
      if (last !== undefined && newestFirst(title, last) > 0) return;
      if (!isWanted(key)) return;
      // Thousands of articles may have one title: they come one behind the other.
      const before = best.at(-1)?.key === key ? best.pop() : undefined;
      best.push(before === undefined || newestFirst(title, before) < 0 ? title : before);
      if (best.length < gathered * (size + 1)) return;
      best = eachOnce(best, size);
      last = best[size - 1];
    });
    return eachOnce(best, size).map(({ document }) => document);
  }
}

/** The newest, each title once. */
function eachOnce(titles: readonly Title[], size: number): Title[] {
  const newest = new Map<string, Title>();
  for (const title of titles.toSorted(newestFirst)) {
    if (newest.size === size) break;
    if (!newest.has(title.key)) newest.set(title.key, title);
  }
  return [...newest.values()];
}
