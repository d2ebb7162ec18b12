import nodejieba from 'nodejieba';
import { hasWordCharacter, isUnspaced } from '../../../indexer/analyzer/character-class.js';
import { fold } from '../../../indexer/analyzer/fold.js';
import { loadJieba } from '../../../indexer/analyzer/jieba.js';
import { indexTerms, type IsShortWord } from '../../../indexer/analyzer/segment.js';
import { splitSpans, SpanWriter, termsOf, type Term } from '../../../indexer/analyzer/term-spans.js';

/** How a peer cuts text into terms: the same for documents and queries. All fold as ours does. */
export type Cut = (text: string) => string[];

let isShort: IsShortWord | undefined;

/** Our terms of a folded text, cut in this thread: the peers ask for them as they go. */
function indexedTerms(folded: string): Term[] {
  isShort ??= loadJieba('');
  const out = new SpanWriter();
  out.begin(folded.length);
  indexTerms(folded, isShort, out);
  return splitSpans(out.build()).flatMap((spans) => termsOf(folded, spans));
}

/** Jieba's search mode, as our index has it: short words of the dictionary within longer ones are terms, too. */
export const searchModeWords: Cut = (text) => indexedTerms(fold(text).text).map((term) => term.text);

/** Jieba's plain cut. */
export const words: Cut = (text) => nodejieba.cut(fold(text).text, true).filter(hasWordCharacter);

/** Pairs of neighbouring characters of scripts without spaces, single ones where they stand alone; tokens whole. */
export const bigrams: Cut = (text) => {
  const folded = fold(text).text;
  const pairs: string[] = [];
  for (let i = 0; i < folded.length; i++) {
    if (!isUnspaced(folded, i)) continue;
    const alone = !isUnspaced(folded, i - 1) && !isUnspaced(folded, i + 1);
    if (alone || isUnspaced(folded, i + 1)) pairs.push(folded.slice(i, alone ? i + 1 : i + 2));
  }
  const tokens = indexedTerms(folded).filter((term) => !isUnspaced(term.text, 0));
  return [...pairs, ...tokens.map((term) => term.text)];
};
