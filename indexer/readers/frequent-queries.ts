import { initialsOf, leadingLetters, pinyinInput, spelledLength } from '../analyzer/spelling.js';
import { bareForm } from './bare-form.js';
import type { BlockList } from './block-list.js';
import { QueryForms, type QueryForm } from './query-forms.js';
import type { Use } from './query-log.js';
import { rankOf, type UseCounts } from './use-counts.js';

/** Searches from which a query is suggested to others: fewer may be one person's own. */
const leastTyped = 5;
/** A query of less weight has gone out of fashion. */
const leastWeight = 1;
/** Queries of one beginning that are looked at further, the most used: more than are ever asked for. */
const mostLookedAt = 60;

interface FrequentQuery {
  readonly bare: string;
  use: Use;
  rank: number;
  isBlocked: boolean;
}

type Fits = (form: QueryForm<FrequentQuery>) => boolean;

/** The most used first. */
function byRank(a: FrequentQuery, b: FrequentQuery): number {
  if (a.rank !== b.rank) return a.rank > b.rank ? -1 : 1;
  return a.use.key < b.use.key ? -1 : a.use.key > b.use.key ? 1 : 0;
}

/** The queries that may be suggested: few of all that are counted. */
export class FrequentQueries {
  readonly #counts: UseCounts;
  readonly #blockList: BlockList;
  /** The blocked words by which queries are marked as blocked. */
  #blockedWords: readonly string[];
  readonly #byKey = new Map<string, FrequentQuery>();
  readonly #forms = new QueryForms<FrequentQuery>();

  constructor(counts: UseCounts, blockList: BlockList) {
    this.#counts = counts;
    this.#blockList = blockList;
    this.#blockedWords = blockList.words;
    for (const use of counts.values()) if (use.kind === 'query') this.note(use.key, use);
  }

  /** Takes note of a query as it is counted now; `undefined` where it is forgotten. */
  note(key: string, use: Use | undefined): void {
    const known = this.#byKey.get(key);
    if (use === undefined || use.typed < leastTyped) {
      if (known !== undefined) this.#forms.delete(known);
      this.#byKey.delete(key);
    } else if (known === undefined) this.#add(key, use);
    else Object.assign(known, { use, rank: rankOf(use) });
  }

  /**
   * At most `size` that begin with what was typed and go on, or that it begins to spell in pinyin, as they are shown: the
   * most used first, none that is blocked. Punctuation and spaces tell no two apart; one that is the mere beginning of
   * another, which is used as much, is left out.
   * @param typed folded
   */
  beginning(typed: string, size: number): string[] {
    this.#markBlocked();
    const chosen: FrequentQuery[] = [];
    for (const query of this.#found(typed)) {
      if (chosen.length === size) break;
      if (!chosen.some(({ bare }) => bare.startsWith(query.bare))) chosen.push(query);
    }
    return chosen.map(({ use }) => use.text);
  }

  #found(typed: string): FrequentQuery[] {
    const start = bareForm(typed).text;
    const pinyin = pinyinInput(typed);
    if (start === '') return [];
    if (pinyin !== null && leadingLetters(pinyin) === pinyin) return this.#byLetters(pinyin, start);
    const written = this.#mostUsed(start, ({ text, query }) => text === query.bare && text !== start);
    return pinyin === null ? written : [...written, ...this.#mixed(pinyin)].sort(byRank);
  }

  /** Where none begins so, those that some syllables and some initials stand for (`xchang`), as words of an index. */
  #byLetters(letters: string, start: string): FrequentQuery[] {
    const found = this.#mostUsed(letters, ({ query }) => query.bare !== start);
    if (found.length > 0) return found;
    const ways = [...initialsOf(letters)];
    const shortest = ways.filter((way) => !ways.some((other) => other !== way && way.startsWith(other)));
    const mayBe = shortest.flatMap((initials) => this.#mostUsed(initials)).sort(byRank);
    return mayBe.slice(0, mostLookedAt).filter(({ bare }) => spelledLength(letters, bare) > 0);
  }

  /** Letters and characters, or syllables that are parted: what comes first narrows them down, then the characters. */
  #mixed(pinyin: string): FrequentQuery[] {
    const first = leadingLetters(pinyin) || (/^\p{Script=Han}*/u.exec(pinyin)?.[0] ?? '');
    const characters = Array.from(pinyin).filter((character) => !/[a-z']/.test(character));
    const mayBe = this.#mostUsed(first, ({ query }) => characters.every((one) => query.bare.includes(one)));
    return mayBe.filter(({ bare }) => spelledLength(pinyin, bare) > 0);
  }

  /** The most used of which a form begins so, and fits. */
  #mostUsed(start: string, fits: Fits = () => true): FrequentQuery[] {
    let best: FrequentQuery[] = [];
    let least = this.#counts.rankToday(leastWeight);
    for (const form of this.#forms.near(start)) {
      const { query, text } = form;
      if (query.rank < least || query.isBlocked || !text.startsWith(start) || !fits(form)) continue;
      if (best.push(query) < 4 * mostLookedAt) continue;
      best = best.sort(byRank).slice(0, mostLookedAt);
      least = best.at(-1)?.rank ?? least;
    }
    return best.sort(byRank).slice(0, mostLookedAt);
  }

  #add(key: string, use: Use): void {
    const isBlocked = this.#blockList.holdsFolded(key);
    const query = { bare: bareForm(key).text, use, rank: rankOf(use), isBlocked };
    this.#byKey.set(key, query);
    this.#forms.add(query);
  }

  /** Once for each change of the block list: a keystroke looks at far more queries than it shows. */
  #markBlocked(): void {
    if (this.#blockedWords === this.#blockList.words) return;
    this.#blockedWords = this.#blockList.words;
    for (const [key, query] of this.#byKey) query.isBlocked = this.#blockList.holdsFolded(key);
  }
}
