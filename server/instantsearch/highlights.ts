import { escapeText, parseMarks, type MarkedPiece } from '../box/marked.js';
import type { SearchParameters } from './requests.js';

/** A text with its matches between the tags that were asked for. */
export interface HighlightedText {
  readonly value: string;
  /** How much of the query stands there. Only `full` is sure: pinyin and synonyms find words that the query has not. */
  readonly matchLevel: 'none' | 'partial' | 'full';
  /** As they stand in the text. */
  readonly matchedWords: readonly string[];
  readonly fullyHighlighted: boolean;
}

/** What stands before and behind a match. */
export interface Tags {
  readonly highlightPreTag: string;
  readonly highlightPostTag: string;
}

/** The tags that a request asks for; Algolia's own where it asks for none. */
export function tagsOf({ highlightPreTag = '<em>', highlightPostTag = '</em>' }: SearchParameters): Tags {
  return { highlightPreTag, highlightPostTag };
}

/** As letters are compared: without case and width. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The words and phrases of a query without its operators. */
function runsOf(query: string): string[] {
  const runs = folded(query)
    .split(/[\s"()]+/)
    .map((run) => run.replace(/^(?:title|body):/, ''));
  return runs.filter((run) => run !== '' && run !== 'or' && !run.startsWith('-'));
}

function matchLevelOf(words: readonly string[], query: string): HighlightedText['matchLevel'] {
  if (words.length === 0) return 'none';
  const longestFirst = words.map(folded).toSorted((a, b) => b.length - a.length);
  const stands = (run: string): boolean =>
    longestFirst.some((word) => word.includes(run)) ||
    longestFirst.reduce((rest, word) => rest.replaceAll(word, ''), run) === '';
  return runsOf(query).every(stands) ? 'full' : 'partial';
}

/** Pieces of a text as one with tags. */
export function taggedText(pieces: readonly MarkedPiece[], { highlightPreTag, highlightPostTag }: Tags): string {
  const isMarkup = highlightPreTag.includes('<') || highlightPostTag.includes('<');
  const toText = (text: string): string => (isMarkup ? escapeText(text) : text);
  const tagged = pieces.map(({ text, isMarked }) =>
    isMarked ? `${highlightPreTag}${toText(text)}${highlightPostTag}` : toText(text),
  );
  return tagged.join('');
}

/**
 * Puts tags in place of the marks. InstantSearch asks for `__ais-highlight__`, escapes what it gets, and makes `<mark>` of
 * the tags: it is given the text itself. Where the tags are markup already nobody escapes afterwards, so it is done here.
 */
export function withTags(html: string, query: string, tags: Tags): HighlightedText {
  const pieces = parseMarks(html);
  const matchedWords = [...new Set(pieces.filter(({ isMarked }) => isMarked).map(({ text }) => text))];
  return {
    value: taggedText(pieces, tags),
    matchLevel: matchLevelOf(matchedWords, query),
    matchedWords,
    fullyHighlighted: pieces.length > 0 && pieces.every(({ isMarked }) => isMarked),
  };
}
