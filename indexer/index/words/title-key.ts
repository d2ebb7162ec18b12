import { wordStart } from '../../analyzer/word-edges.js';
import { fieldRange } from '../../article-text.js';

/**
 * By what a title is found that is being typed: from its first word on, since often a quotation mark stands before it.
 * Empty where it has no word.
 * @param text the folded article
 */
export function titleKey(text: string): string {
  const title = text.slice(0, fieldRange(text, 'title').end);
  return title.slice(wordStart(title));
}
