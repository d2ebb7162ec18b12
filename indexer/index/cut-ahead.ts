import type { Analyzer } from '../analyzer/analyzer.js';
import type { TermSpans } from '../analyzer/term-spans.js';
import { afterSearches } from '../searches-first.js';
import { BackgroundSlices } from '../work-slices.js';

/** Folded characters cut at a time: some three milliseconds' work. */
const sliceCharacters = 4096;
/** Items at a time where texts are short, and deletions. */
const sliceItems = 64;

/** Something with a text, and the terms of that text. */
export interface CutItem<T> {
  readonly item: T;
  readonly terms: TermSpans;
}

/**
 * Parts items into slices of some milliseconds' work, in order; an item of a long text is a slice of its own.
 * @param lengthOf characters of the item's text
 */
function* inSlices<T>(items: Iterable<T>, lengthOf: (item: T) => number): Generator<readonly T[]> {
  let slice: T[] = [];
  let characters = 0;
  for (const item of items) {
    const length = lengthOf(item);
    if (slice.length > 0 && (characters + length > sliceCharacters || slice.length === sliceItems)) {
      yield slice;
      slice = [];
      characters = 0;
    }
    slice.push(item);
    characters += length;
  }
  if (slice.length > 0) yield slice;
}

/** Slices that are cut or wait to be: each of some threads always has one to go on with. Readers' queries pass them. */
const slicesAhead = 6;

/**
 * Has the analyzer cut items slice by slice, the next slices while the caller works on the items of this one. Every few
 * milliseconds other work of this thread has its turn, searches first.
 */
export async function* cutAhead<T>(
  items: Iterable<T>,
  textOf: (item: T) => string,
  analyzer: Analyzer,
): AsyncGenerator<CutItem<T>> {
  const iterator = inSlices(items, (item) => textOf(item).length);
  const coming: Promise<readonly CutItem<T>[] | null>[] = [];
  const ask = (): void => {
    const next = cutNext(iterator, textOf, analyzer);
    // Whoever awaits it sees a failure; nobody does where the caller stops early.
    next.catch(() => undefined);
    coming.push(next);
  };
  while (coming.length < slicesAhead) ask();
  for (let slice = await coming.shift(); slice;) {
    ask();
    yield* inTurns(slice);
    slice = await coming.shift();
    if (slice) await afterSearches();
  }
}

async function* inTurns<T>(slice: readonly T[]): AsyncGenerator<T> {
  const background = new BackgroundSlices();
  for (const item of slice) {
    if (background.isOver) await background.next();
    yield item;
  }
}

async function cutNext<T>(
  iterator: Iterator<readonly T[]>,
  textOf: (item: T) => string,
  analyzer: Analyzer,
): Promise<readonly CutItem<T>[] | null> {
  const next = iterator.next();
  if (next.done === true) return null;
  const spans = await analyzer.terms(next.value.map(textOf));
  return next.value.map((item, i) => ({ item, terms: spans[i] ?? new Uint32Array() }));
}
