import { standsAlone } from '../analyzer/character-class.js';
import { fieldRange, type TextField, type TextRange } from '../article-text.js';

/**
 * What a query looks for at one place: a folded word or phrase.
 * `whole`: where it begins or ends with a letter or digit that matches as a token, no other such may stand beside it.
 * Words are whole; phrases are not, they may be part of a word.
 */
export interface Needle {
  readonly text: string;
  readonly whole: boolean;
  /** The one field it has to stand in; `null`: any. */
  readonly field: TextField | null;
  /** Whether it was cut off a longer run: of 揽月大桥, cut 揽/月/大桥, each one. */
  readonly isPart: boolean;
  /**
   * The word or run of the query in place of which it is looked for: a regional word, a synonym, pinyin. Of a run that
   * spells several words each stands for a part of its own (`xichangdizhen 2`). `null`: typed.
   */
  readonly standsFor: string | null;
}

/** A word or phrase that was typed for itself; `more` says what is different about it. */
export function needleOf(
  text: string,
  whole: boolean,
  field: TextField | null,
  more: Partial<Pick<Needle, 'isPart' | 'standsFor'>> = {},
): Needle {
  return { text, whole, field, isPart: false, standsFor: null, ...more };
}

/** The word or run that was typed: the needle's own, or the one in place of which it is looked for. */
export function typedText({ standsFor, text }: Needle): string {
  return standsFor ?? text;
}

/** Two needles with the same key match the same articles. */
export function needleKey(needle: Needle): string {
  return `${needle.field ?? ''}:${needle.whole ? 'w' : 'p'}:${needle.text}`;
}

/** The first place at or after `from` where the needle's text stands in `text`, its field aside; -1: nowhere. */
export function findNeedle(text: string, needle: Needle, from = 0): number {
  const { text: sought, whole } = needle;
  for (let at = text.indexOf(sought, from); at >= 0; at = text.indexOf(sought, at + 1)) {
    if (!whole || standsAlone(text, at, at + sought.length)) return at;
  }
  return -1;
}

/** The first `limit` places where the needle's text stands in `text`, from left to right, overlapping ones included. */
export function needleRanges(text: string, needle: Needle, limit: number): TextRange[] {
  const ranges: TextRange[] = [];
  for (let at = findNeedle(text, needle); at >= 0 && ranges.length < limit; at = findNeedle(text, needle, at + 1)) {
    ranges.push({ start: at, end: at + needle.text.length });
  }
  return ranges;
}

/** Whether a needle stands in a folded article (as `foldArticle` joins it), in its field where it names one. */
export function standsIn(text: string, needle: Needle): boolean {
  if (needle.field === null) return findNeedle(text, needle) >= 0;
  const { start, end } = fieldRange(text, needle.field);
  const at = findNeedle(text, needle, start);
  return at >= 0 && at + needle.text.length <= end;
}
