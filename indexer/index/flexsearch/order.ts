import type { SortOrder } from '../../answer/search-answer.js';
import type { Documents } from './documents.js';

/** Negative where document `a` comes before `b`. */
export type Comparator = (a: number, b: number) => number;

/** Newest first (or oldest), without a time last. */
function byTime(documents: Documents, direction: 1 | -1): Comparator {
  const { times } = documents.columns;
  return (a, b) => {
    const [left, right] = [times[a] ?? Number.NaN, times[b] ?? Number.NaN];
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return (left - right) * direction;
  };
}

/** The order of a result; it never depends on document numbers, so a compaction does not change it. */
export function comparator(documents: Documents, sort: SortOrder, scores: Float32Array): Comparator {
  const time = byTime(documents, sort === 'oldest' ? 1 : -1);
  const byId: Comparator = (a, b) => (documents.id(a) < documents.id(b) ? -1 : 1);
  if (sort !== 'relevance') return (a, b) => time(a, b) || byId(a, b);
  return (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || time(a, b) || byId(a, b);
}

/**
 * The first `size` of the documents in the given order, themselves in no order: a heap whose root is the last of them.
 * @param scores where the order is by these first: most documents are passed by after one look
 */
export function firstOf(documents: Uint32Array, size: number, compare: Comparator, scores?: Float32Array): number[] {
  if (size <= 0) return [];
  const heap = Array.from(documents.subarray(0, size));
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) siftDown(heap, at, compare);
  let least = scores?.[heap[0] ?? 0] ?? -Infinity;
  for (let i = heap.length; i < documents.length; i++) {
    const document = documents[i] ?? 0;
    if (scores !== undefined && (scores[document] ?? 0) < least) continue;
    if (compare(document, heap[0] ?? 0) >= 0) continue;
    heap[0] = document;
    siftDown(heap, 0, compare);
    least = scores?.[heap[0] ?? 0] ?? -Infinity;
  }
  return heap;
}

/** As `firstOf`, in order. */
export function firstInOrder(...args: Parameters<typeof firstOf>): number[] {
  return firstOf(...args).sort(args[2]);
}

/** Rising documents but for a few of them: what lies between these is copied in one go. */
export function without(documents: Uint32Array, few: readonly number[]): Uint32Array {
  if (few.length === 0) return documents;
  const left = new Uint32Array(documents.length);
  let from = 0;
  let length = 0;
  const copyTo = (end: number): void => {
    left.set(documents.subarray(from, end), length);
    length += end - from;
  };
  for (const document of few.toSorted((a, b) => a - b)) {
    const at = placeIn(documents, document);
    copyTo(at);
    from = at + 1;
  }
  copyTo(documents.length);
  return left.subarray(0, length);
}

/** Where a document stands among rising ones, by halving. */
function placeIn(documents: Uint32Array, document: number): number {
  let [low, high] = [0, documents.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low;
}

function siftDown(heap: number[], start: number, compare: Comparator): void {
  for (let at = start; ;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let last = at;
    if (left < heap.length && isLater(heap, left, last, compare)) last = left;
    if (right < heap.length && isLater(heap, right, last, compare)) last = right;
    if (last === at) return;
    swap(heap, at, last);
    at = last;
  }
}

function isLater(heap: readonly number[], a: number, b: number, compare: Comparator): boolean {
  return compare(heap[a] ?? 0, heap[b] ?? 0) > 0;
}

function swap(heap: number[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b] ?? 0, heap[a] ?? 0];
}
