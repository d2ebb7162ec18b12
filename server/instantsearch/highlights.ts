import { escapeText, parseMarks } from '../box/marked.js';
import type { SearchParameters } from './requests.js';

/** A text with its matches between the tags that were asked for. */
export interface HighlightedText {
  readonly value: string;
  readonly matchLevel: 'none' | 'full';
  readonly matchedWords: readonly string[];
  readonly fullyHighlighted?: boolean;
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

/**
 * Puts tags in place of the marks. InstantSearch asks for `__ais-highlight__`, escapes what it gets, and makes `<mark>` of
 * the tags: it is given the text itself. Where the tags are markup already nobody escapes afterwards, so it is done here.
 */
export function withTags(html: string, { highlightPreTag, highlightPostTag }: Tags): HighlightedText {
  const isMarkup = highlightPreTag.includes('<') || highlightPostTag.includes('<');
  const pieces = parseMarks(html);
  const toText = (text: string): string => (isMarkup ? escapeText(text) : text);
  const value = pieces.map(({ text, isMarked }) =>
    isMarked ? `${highlightPreTag}${toText(text)}${highlightPostTag}` : toText(text),
  );
  const matchedWords = [...new Set(pieces.filter(({ isMarked }) => isMarked).map(({ text }) => text))];
  return { value: value.join(''), matchLevel: matchedWords.length > 0 ? 'full' : 'none', matchedWords };
}
