import type { Analyzer } from '../../analyzer/analyzer.js';
import { fieldRange } from '../../article-text.js';
import { impact, inverseDocumentFrequency, type Occurrence } from './impact.js';
import { occurrences } from './occurrences.js';

/** Terms that stand for an article: fewer miss stories, more only cost time (docs/RELEVANCE.md, "Related articles"). */
const mostTerms = 20;
/** Characters of the body that are cut: news puts the matter first, and cutting is what costs. */
const deepest = 2000;

/** A term of an article, with how much it says about it. */
export interface KeyTerm {
  readonly text: string;
  /** Inverse document frequency × the term's impact in the article. */
  readonly weight: number;
}

/** What tells an article from others. */
export interface KeyTerms {
  /** Those that other articles have, too, the best first. */
  readonly terms: readonly KeyTerm[];
  /** What an article would score that has all its best terms as this one has them, terms of this one alone included. */
  readonly ownScore: number;
}

/** What has to be known of an index to tell which terms say much. */
export interface TermFigures {
  /** How many articles have a term. */
  readonly count: (term: string) => number;
  readonly articles: number;
  /** Folded characters an article, by which impacts are computed. */
  readonly averageLength: number;
}

/** Where terms stand, by term. */
export type Matter = ReadonlyMap<string, Occurrence>;

/** The key terms of a folded article of an index. */
export function keyTerms(text: string, matter: Matter, { count, articles, averageLength }: TermFigures): KeyTerms {
  const all = Array.from(matter, ([term, occurrence]) => {
    const frequency = count(term);
    const ownImpact = impact(occurrence, text.length, averageLength);
    return { text: term, weight: inverseDocumentFrequency(frequency, articles) * ownImpact, ownImpact, frequency };
  });
  all.sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1));
  const ownScore = all.slice(0, mostTerms).reduce((sum, { weight, ownImpact }) => sum + weight * ownImpact, 0);
  return { terms: all.filter(({ frequency }) => frequency > 1).slice(0, mostTerms), ownScore };
}

/** Where the terms of a folded article stand that are about the matter: not who wrote it, nor where it stood. */
export async function matterOf(text: string, analyzer: Analyzer): Promise<Matter> {
  const [title, tag, body] = [fieldRange(text, 'title'), fieldRange(text, 'tag'), fieldRange(text, 'body')];
  const [spans = new Uint32Array()] = await analyzer.terms([text.slice(0, body.start + deepest)]);
  return occurrences(
    text,
    spans,
    (term, start, isCrossing) => !isCrossing && (start < title.end || start >= tag.start) && !isEmpty(term, analyzer),
  );
}

/** Single characters are what jieba could not join; plain numbers are dates and amounts. */
function isEmpty(term: string, analyzer: Analyzer): boolean {
  return term.length < 2 || /^\p{N}+$/u.test(term) || analyzer.isStopWord(term);
}
