import { hasWordCharacter } from '../../analyzer/character-class.js';
import { fieldRange } from '../../article-text.js';
import type { Completion } from '../search-index.js';
import type { Generation } from './generation.js';
import { PrefixList } from './prefix-list.js';

/** A word that occurs with how many versions of articles. */
interface Word {
  readonly text: string;
  readonly frequency: number;
}

/** The first character of a title that is not punctuation: titles often begin with a quotation mark. */
function titleKey(text: string): string {
  const title = text.slice(0, fieldRange(text, 'title').end);
  let start = 0;
  while (start < title.length && !hasWordCharacter(title.slice(start, start + 2))) start++;
  return title.slice(hasWordCharacter(title.charAt(start)) ? start : Math.min(start + 1, title.length));
}

/** Words and titles by how they begin. */
export class Completions {
  readonly #words: PrefixList = new PrefixList();
  readonly #titles: PrefixList = new PrefixList();

  addTitle(document: number, text: string): void {
    const key = titleKey(text);
    if (key !== '') this.#titles.add(key, document);
  }

  addWord(term: string): void {
    if (term.length > 1 && !/^\p{N}+$/u.test(term)) this.#words.add(term, 0);
  }

  /** Words make up to half of the completions, titles the rest; either fills what the other leaves. */
  complete(generation: Generation, prefix: string, size: number): Completion[] {
    if (!hasWordCharacter(prefix)) return [];
    const titles = this.#newestTitles(generation, prefix, size);
    const words = this.#frequentWords(generation, prefix, size);
    const wordCount = Math.max(Math.ceil(size / 2), size - titles.length);
    const chosen: Completion[] = words.slice(0, wordCount).map(({ text }) => ({ kind: 'word', text }));
    for (const document of titles.slice(0, size - chosen.length)) {
      chosen.push({ kind: 'title', id: generation.documents.id(document) });
    }
    return chosen;
  }

  #frequentWords(generation: Generation, prefix: string, size: number): Word[] {
    const found: Word[] = [];
    this.#words.forEach(prefix, (text) => {
      if (text !== prefix) found.push({ text, frequency: generation.postings.frequency(text) });
    });
    found.sort((a, b) => b.frequency - a.frequency || (a.text < b.text ? -1 : 1));
    const alive: Word[] = [];
    for (const word of found) {
      if (alive.length === size) break;
      if (isAlive(generation, word.text)) alive.push(word);
    }
    return alive;
  }

  /** Live articles, one a title. */
  #newestTitles(generation: Generation, prefix: string, size: number): number[] {
    const { documents } = generation;
    const time = (document: number): number => documents.columns.times[document] || 0;
    const newest = new Map<string, number>();
    this.#titles.forEach(prefix, (key, document) => {
      const known = newest.get(key);
      if (!documents.live.has(document) || (known !== undefined && time(known) >= time(document))) return;
      newest.set(key, document);
    });
    return [...newest.values()].sort((a, b) => time(b) - time(a) || a - b).slice(0, size);
  }
}

function isAlive(generation: Generation, term: string): boolean {
  const { live } = generation.documents;
  return (generation.postings.lists(term) ?? []).some((list) => list?.some((document) => live.has(document)) ?? false);
}
