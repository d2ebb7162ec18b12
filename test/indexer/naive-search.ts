import type { Article } from '../../corpus/index.js';
import { stopWords } from '../../indexer/analyzer/stop-words.js';
import type { NaiveAlternatives } from './naive-alternatives.js';
import { naiveFold } from './naive-fold.js';
import { naiveWords, token } from './naive-words.js';

/** A query as the tests build it, with the string that says it. */
export type Wish =
  | { kind: 'run'; text: string; field: string | null }
  | { kind: 'phrase'; text: string; field: string | null }
  | { kind: 'not'; wish: Wish }
  | { kind: 'and'; wishes: Wish[] }
  | { kind: 'or'; wishes: Wish[] };

/** The values of each field, folded. */
export function naiveFields(article: Article): Record<string, string[]> {
  const fold = (values: readonly (string | null)[]): string[] => values.map((value) => naiveFold(value ?? ''));
  return {
    title: fold([article.title]),
    body: fold([article.body]),
    author: fold([article.author]),
    source: fold([article.source]),
    section: fold([article.section]),
    tag: fold(article.tags),
    caption: fold(article.images.map((image) => image.caption)),
  };
}

function values(article: Article, field: string | null): string[] {
  const fields = naiveFields(article);
  return field === null ? Object.values(fields).flat() : (fields[field] ?? []);
}

function wordStands(text: string, sought: string): boolean {
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    const cutBefore = token.test(sought.at(0) ?? '') && token.test(text[at - 1] ?? ' ');
    const cutAfter = token.test(sought.at(-1) ?? '') && token.test(text[at + sought.length] ?? ' ');
    if (!cutBefore && !cutAfter) return true;
  }
  return false;
}

/** A word or phrase of a wish. */
type Leaf = { positive: boolean; isStop: boolean };

function leaves(wish: Wish, positive = true): Leaf[] {
  switch (wish.kind) {
    case 'run':
      return naiveWords(naiveFold(wish.text)).map((text) => ({ positive, isStop: stopWords.has(text) }));
    case 'phrase':
      return [{ positive, isStop: false }];
    case 'not':
      return leaves(wish.wish, false);
    default:
      return wish.wishes.flatMap((inner) => leaves(inner, positive));
  }
}

/** What counts beside words that say something. */
export interface Counting {
  stops: boolean;
  signs: boolean;
}

/** Stop words count where no other wanted word is there, signs where no word is. */
export function counting(wish: Wish): Counting {
  const wanted = leaves(wish).filter(({ positive }) => positive);
  return { stops: wanted.every(({ isStop }) => isStop), signs: wanted.length === 0 };
}

/** The wish without what asks for nothing (signs and stop words that do not count); `null`: nothing is left. */
export function simplify(wish: Wish, counts: Counting, alternatives: NaiveAlternatives): Wish | null {
  switch (wish.kind) {
    case 'phrase':
      return wish;
    case 'run':
      return asWords(wish, counts, alternatives);
    case 'not': {
      const inner = simplify(wish.wish, counts, { sisters: () => [], spelled: () => [] });
      return inner && { kind: 'not', wish: inner };
    }
    default:
      return joined(
        wish.kind,
        wish.wishes.map((inner) => simplify(inner, counts, alternatives)).filter((inner) => inner !== null),
      );
  }
}

function joined(kind: 'and' | 'or', wishes: readonly Wish[]): Wish | null {
  const flat = wishes.flatMap((inner) => (inner.kind === kind ? inner.wishes : [inner]));
  return flat.length < 2 ? (flat[0] ?? null) : { kind, wishes: flat };
}

/** A run as its words, each or its sisters; or all that it spells in pinyin. */
function asWords(
  { text, field }: Wish & { kind: 'run' },
  { stops, signs }: Counting,
  alternatives: NaiveAlternatives,
): Wish | null {
  const run = naiveFold(text);
  const all = naiveWords(run);
  if (all.length === 0 && signs && run.trim() !== '') return { kind: 'phrase', text, field };
  const anyOf = (words: readonly string[]): Wish[] => {
    const one = joined(
      'or',
      words.map((word) => ({ kind: 'run', text: word, field })),
    );
    return one === null ? [] : [one];
  };
  const counts = (word: string): boolean => stops || !stopWords.has(word);
  const asTyped = joined(
    'and',
    groupsOf([...new Set(all)], run, alternatives).flatMap((group) => {
      const words = joined(
        'and',
        group.filter(counts).flatMap((word) => anyOf([word])),
      );
      return words === null
        ? []
        : (joined('or', [words, ...alternatives.sisters(group.join('')).flatMap((word) => anyOf([word]))]) ?? []);
    }),
  );
  const spelled = joined('and', alternatives.spelled(run).flatMap(anyOf));
  if (asTyped === null || spelled === null) return asTyped;
  return joined('or', [asTyped, spelled]);
}

/** A run's words, as many together as have sisters side by side, from left to right; else each alone. */
function groupsOf(words: readonly string[], run: string, alternatives: NaiveAlternatives): string[][] {
  if (words.length === 0) return [];
  const lengths = [8, 7, 6, 5, 4, 3, 2].filter((length) => length <= words.length);
  const known = lengths.find((length) => {
    const side = words.slice(0, length).join('');
    return run.includes(side) && alternatives.sisters(side).length > 0;
  });
  return [words.slice(0, known ?? 1), ...groupsOf(words.slice(known ?? 1), run, alternatives)];
}

/** The folded runs of a wish. */
export function runsOf(wish: Wish): string[] {
  switch (wish.kind) {
    case 'phrase':
      return [];
    case 'run':
      return [naiveFold(wish.text)];
    case 'not':
      return runsOf(wish.wish);
    default:
      return wish.wishes.flatMap(runsOf);
  }
}

/** Whether an article matches a simplified wish, whose runs are single words. */
export function naiveMatch(wish: Wish, article: Article, mode: 'all' | 'any'): boolean {
  const inner = (next: Wish): boolean => naiveMatch(next, article, mode);
  switch (wish.kind) {
    case 'phrase':
      return values(article, wish.field).some((value) => value.includes(naiveFold(wish.text).trim()));
    case 'run':
      return values(article, wish.field).some((value) => wordStands(value, wish.text));
    case 'not':
      return !naiveMatch(wish.wish, article, 'all');
    case 'or':
      return wish.wishes.some(inner);
    default: {
      if (mode === 'all') return wish.wishes.every(inner);
      const wanted = wish.wishes.filter((next) => next.kind !== 'not');
      const unwanted = wish.wishes.filter((next) => next.kind === 'not');
      return unwanted.every(inner) && (wanted.length === 0 || wanted.some(inner));
    }
  }
}

/** The string that says a wish in the query language. */
export function say(wish: Wish): string {
  switch (wish.kind) {
    case 'run':
      return `${wish.field === null ? '' : `${wish.field}:`}${wish.text}`;
    case 'phrase':
      return `${wish.field === null ? '' : `${wish.field}:`}"${wish.text}"`;
    case 'not': {
      const said = bracketed(wish.wish);
      // Beside a number the sign would be the number's.
      return /^\d/.test(said) ? `-(${said})` : `-${said}`;
    }
    default:
      return wish.wishes.map(bracketed).join(wish.kind === 'or' ? ' OR ' : ' ');
  }
}

function bracketed(wish: Wish): string {
  return wish.kind === 'and' || wish.kind === 'or' || wish.kind === 'not' ? `(${say(wish)})` : say(wish);
}
