import { setImmediate as turn } from 'node:timers/promises';
import type { Analyzer } from '../../analyzer/analyzer.js';
import type { TermSpans } from '../../analyzer/term-spans.js';

/** Folded characters cut or indexed at a time: some three milliseconds' work in either thread. */
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
export function* inSlices<T>(items: Iterable<T>, lengthOf: (item: T) => number): Generator<readonly T[]> {
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

/** Slices that are cut or wait to be: the analyzer always has one to go on with, and a query waits for two at most. */
const slicesAhead = 2;

/**
 * Has the analyzer cut slice after slice, the next ones while the caller works on this one. Between two slices other
 * work of this thread has its turn.
 */
export async function* cutAhead<T>(
  slices: Iterable<readonly T[]>,
  textOf: (item: T) => string,
  analyzer: Analyzer,
): AsyncGenerator<readonly CutItem<T>[]> {
  const iterator = slices[Symbol.iterator]();
  const coming: Promise<readonly CutItem<T>[] | null>[] = [];
  const ask = (): void => {
    const next = cutNext(iterator, textOf, analyzer);
    // Whoever awaits it sees a failure; nobody does where the caller stops early.
    next.catch(() => undefined);
    coming.push(next);
  };
  while (coming.length < slicesAhead) ask();
  for (let slice = await coming.shift(); slice; slice = await coming.shift()) {
    ask();
    yield slice;
    await turn();
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
