import { isToken } from '../../../indexer/analyzer/character-class.js';
import { fold } from '../../../indexer/analyzer/fold.js';
import { trimRun } from '../../../indexer/query/match-tree.js';
import { parseQuery } from '../../../indexer/query/parser.js';

/** Numbers from 0 to below 1, always the same for a seed (Mulberry32, by Tommy Ettinger, public domain). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` of the values, each once, drawn at random, in random order. */
export function sample<T>(values: readonly T[], count: number, random: () => number): T[] {
  const drawn = [...values];
  for (let i = 0; i < Math.min(count, drawn.length - 1); i++) {
    const other = i + Math.floor(random() * (drawn.length - i));
    const [a, b] = [drawn[i], drawn[other]];
    if (a === undefined || b === undefined) continue;
    drawn[i] = b;
    drawn[other] = a;
  }
  return drawn.slice(0, count);
}

/** Whether a query can say the run as it stands: nothing is folded away, and nothing in it is syntax. */
function isSayable(run: string, query: string, kind: 'run' | 'phrase'): boolean {
  const syntax = parseQuery(query);
  return syntax.kind === kind && syntax.text === run && syntax.field === null && fold(run).text === run;
}

/** Whether the run can be asked for in quotes: any characters of one field, but for white space at its edges. */
export function isPhrase(run: string): boolean {
  return run.trim() === run && !/[\n\t]/.test(run) && isSayable(run, `"${run}"`, 'phrase');
}

/** Whether a letter or digit that matches as a whole token goes on beside the stretch, whose own edge is one. */
export function cutsToken(text: string, start: number, end: number): boolean {
  return (isToken(text, start) && isToken(text, start - 1)) || (isToken(text, end - 1) && isToken(text, end));
}

/** Whether the run can be asked for as it is: no spaces in it, no marks around it, something to search for in it. */
export function isPlainRun(run: string): boolean {
  return !/\s/.test(run) && trimRun(run) === run && /[\p{L}\p{N}]/u.test(run) && isSayable(run, run, 'run');
}

const shortest = 2;
const longest = 8;

/**
 * Draws a stretch of 2 to 8 UTF-16 units of a text, aligned to nothing; `null` where there is none that `isWanted`.
 * @param isWanted whether the stretch from `start` to before `end` will do
 */
export function drawRun(
  text: string,
  random: () => number,
  isWanted: (run: string, start: number, end: number) => boolean,
): string | null {
  for (let tries = 0; tries < 200; tries++) {
    const length = shortest + Math.floor(random() * (longest - shortest + 1));
    const start = Math.floor(random() * (text.length - length + 1));
    const run = text.slice(start, start + length);
    if (start >= 0 && run.length === length && run.isWellFormed() && isWanted(run, start, start + length)) return run;
  }
  return null;
}
