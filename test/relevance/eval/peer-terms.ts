import nodejieba from 'nodejieba';
import { hasWordCharacter, isUnspaced } from '../../../indexer/analyzer/character-class.js';
import { fold } from '../../../indexer/analyzer/fold.js';
import { analyzer } from '../../indexer/engine.js';

/** How a peer cuts text into terms: the same for documents and queries. All fold as ours does. */
export type Cut = (text: string) => string[];

/** Jieba's search mode, as our index has it: short words of the dictionary within longer ones are terms, too. */
export const searchModeWords: Cut = (text) => analyzer.terms(fold(text).text).map((term) => term.text);

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
  const tokens = analyzer.terms(folded).filter((term) => !isUnspaced(term.text, 0));
  return [...pairs, ...tokens.map((term) => term.text)];
};
