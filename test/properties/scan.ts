import assert from 'node:assert/strict';
import type { Article } from '../../corpus/index.js';
import type { Filters, SearchRequest } from '../../indexer/index.js';
import type { Engine } from '../indexer/engine.js';
import { foldArticle } from '../../indexer/article-text.js';
import { isSameStory, storyText, type StoryText } from '../../indexer/stories/same-story.js';
import { stopWords } from '../../indexer/analyzer/stop-words.js';
import { areSpelledSo, isSpelledSo, naivePinyin, naiveSisters } from '../indexer/naive-alternatives.js';
import { counting, naiveFields, naiveMatch, runsOf, simplify, type Wish } from '../indexer/naive-search.js';
import { naiveWords } from '../indexer/naive-words.js';

function toStoryText(one: Article): StoryText {
  return storyText(foldArticle(one).text, one.publishedAt === null ? Number.NaN : Date.parse(one.publishedAt));
}

/** Whether an article passes the filters, that of the facet `except` aside. */
export function passes(candidate: Article, wanted: Filters, except?: string): boolean {
  const any = (name: string, chosen: readonly string[], own: readonly (string | null)[]): boolean =>
    name === except || chosen.length === 0 || own.some((mine) => mine !== null && chosen.includes(mine));
  const day = candidate.publishedAt?.slice(0, 10) ?? null;
  return (
    any('section', wanted.section, [candidate.section]) &&
    any('source', wanted.source, [candidate.source]) &&
    any('tag', wanted.tag, candidate.tags) &&
    (wanted.from === null || (day !== null && day >= wanted.from)) &&
    (wanted.to === null || (day !== null && day <= wanted.to))
  );
}

/** A linear scan that follows "What matches" of API.md. */
export class Scan {
  readonly articles: Map<string, Article> = new Map();

  /** @param spelled what the folded runs of the wish spell in pinyin */
  find(
    wanted: Wish,
    spelled: Spelled,
    mode: SearchRequest['match'],
    passing: (candidate: Article) => boolean,
  ): string[] {
    const alternatives = { sisters: naiveSisters, spelled: (typed: string) => spelled.get(typed) ?? [] };
    const simple = simplify(wanted, counting(wanted), alternatives);
    const matching = (how: 'all' | 'any'): string[] =>
      [...this.articles.values()]
        .filter((candidate) => simple !== null && naiveMatch(simple, candidate, how) && passing(candidate))
        .map((candidate) => candidate.id)
        .sort();
    const strict = matching(mode === 'any' ? 'any' : 'all');
    return mode === 'auto' && strict.length === 0 ? matching('any') : strict;
  }

  /** These ids by the story that their articles tell: what can be reached by going from copy to copy is one. */
  stories(ids: readonly string[]): string[][] {
    const texts = [...this.articles].map(([id, one]) => ({ id, text: toStoryText(one) }));
    const left = new Map(texts.map(({ id, text }) => [id, text]));
    const stories: string[][] = [];
    for (const [id, text] of left) {
      const story = [{ id, text }];
      left.delete(id);
      for (const one of story) {
        for (const [other, its] of left) {
          if (!isSameStory(one.text, its)) continue;
          story.push({ id: other, text: its });
          left.delete(other);
        }
      }
      stories.push(story.map((one) => one.id).filter((one) => ids.includes(one)));
    }
    return stories.filter((story) => story.length > 0).map((story) => story.sort());
  }

  /** All values of all articles, folded. */
  values(): string[] {
    return [...this.articles.values()].flatMap((one) => Object.values(naiveFields(one)).flat());
  }
}

/** By folded run: the words that it spells in a row, each in all its ways to be written. */
export type Spelled = ReadonlyMap<string, readonly (readonly string[])[]>;

/** What the index says that runs spell, after a slow look at whether it may say so. */
export async function findSpelled(engine: Engine, scan: Scan, wanted: Wish): Promise<Spelled> {
  const spelled = new Map<string, readonly (readonly string[])[]>();
  for (const typedRun of runsOf(wanted)) {
    const typed = naivePinyin(typedRun);
    if (typed === null) continue;
    spelled.set(typedRun, await spelledWords(engine, scan, typed));
  }
  return spelled;
}

async function spelledWords(engine: Engine, scan: Scan, typed: string): Promise<readonly (readonly string[])[]> {
  const words = await engine.index.spelled(typed);
  checkSpelled(typed, words, scan.values());
  const parts = typed.split(/(?<=\p{Script=Han})'?(?=[a-z])|(?<=[a-z])(?=\p{Script=Han})/u);
  if (words.length > 0 || parts.length === 1) return words;
  const all = [];
  for (const part of parts) all.push(/[a-z]/.test(part) ? await spelledWords(engine, scan, part) : [[part]]);
  return all.every((some) => some.length > 0) ? all.flat() : [];
}

/** Words that one spelling stands for at most. */
const mostSpelled = 8;

/**
 * Its words have to stand in an article and be spelled so; no word that jieba cuts may be missing, but stop words and
 * those beyond eight.
 */
function checkSpelled(typed: string, words: readonly (readonly string[])[], values: readonly string[]): void {
  const absent = words.flat().filter((word) => !values.some((text) => text.includes(word)));
  assert.deepEqual(absent, [], `${typed} spells what no article has`);
  if (words.length > 0) assert.ok(areSpelledSo(typed, words), `${typed} does not spell ${words.join(' ')}`);
  const cut = values.flatMap(naiveWords).filter((word) => /^\p{Script=Han}{2,8}$/u.test(word) && !stopWords.has(word));
  const missing = new Set(cut.filter((word) => isSpelledSo(typed, word) && !words[0]?.includes(word)));
  if (words[0]?.length !== mostSpelled)
    assert.deepEqual([...missing], [], `${typed} spells more than ${words.join(' ')}`);
}
