import { termsOf, type TermSpans } from '../../analyzer/term-spans.js';
import { leadOf, textParts } from '../../article-text.js';
import type { Occurrence } from './impact.js';

/**
 * Where and how often each term stands in a folded article; of words across terms those that are no term themselves.
 * @param spans the analyzer's, of the text or of its beginning
 * @param counts whether a term counts that stands there; default: all do
 */
export function occurrences(
  text: string,
  spans: TermSpans,
  counts: (term: string, start: number, isCrossing: boolean) => boolean = () => true,
): Map<string, Occurrence> {
  const parts = textParts(text);
  const found = new Map<string, Occurrence>();
  for (const { text: term, start, isCrossing } of termsOf(text, spans)) {
    if (!counts(term, start, isCrossing)) continue;
    const known = found.get(term);
    if (known !== undefined && isCrossing && !known.isCrossing) continue;
    const first = leadOf(start, parts);
    const inTitle = start < parts.titleEnd ? parts.titleEnd : 0;
    if (known === undefined) found.set(term, { frequency: 1, title: inTitle, first, isCrossing });
    else {
      known.frequency++;
      known.title ||= inTitle;
      known.first = Math.min(known.first, first);
    }
  }
  return found;
}
