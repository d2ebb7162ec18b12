import { pinyinInput } from '../analyzer/spelling.js';
import { regionalWords } from './regional-words.js';
import { Synonyms } from './synonyms.js';

/** What else a query's words may stand for. */
export interface Alternatives {
  /** Words that mean the same as a folded word, folded, without itself. */
  ofWord(word: string): readonly string[];

  /**
   * The words that a folded run of Latin letters spells in pinyin, in a row: for each the words that are spelled so.
   * `xichangdizhen`: 西昌, then 地震. Empty: none.
   */
  ofRun(run: string): readonly (readonly string[])[];
}

/** Nothing stands for anything else. */
export const noAlternatives: Alternatives = { ofWord: () => [], ofRun: () => [] };

const regional = new Synonyms(regionalWords.map((words) => ({ words, to: null })));

/** Where alternatives come from besides the regional words. */
export interface AlternativeSources {
  /** A site's own synonyms of a folded word. */
  readonly synonymsOf: (word: string) => readonly string[];
  /** As `SearchIndex.spelled`. */
  readonly spelled: (typed: string) => Promise<readonly (readonly string[])[]>;
}

/** The word with 着 for 著 or the other way round: Taiwan and Hong Kong write 隨著, and 著名 stays on the mainland, too. */
function otherForm(word: string): string[] {
  const other = word.replace(/[着著]/g, (character) => (character === '着' ? '著' : '着'));
  return other === word ? [] : [other];
}

/** What a whole run spells; else its letters and Chinese parts each for themselves, in a row (`beijing疫情`). */
async function spelledBy(typed: string, { spelled }: AlternativeSources): Promise<readonly (readonly string[])[]> {
  const whole = await spelled(typed);
  const parts = typed.match(/[a-z']+|[^a-z']+/g) ?? [];
  if (whole.length > 0 || parts.length < 2) return whole;
  const wordsOf = (part: string): ReturnType<typeof spelled> =>
    /[a-z]/.test(part) ? spelled(part) : Promise.resolve([[part]]);
  const found = await Promise.all(parts.map(wordsOf));
  return found.some((words) => words.length === 0) ? [] : found.flat();
}

/** Looks up what the folded runs of one query may stand for. */
export async function findAlternatives(runs: readonly string[], sources: AlternativeSources): Promise<Alternatives> {
  const spelled = new Map<string, readonly (readonly string[])[]>();
  for (const run of runs) {
    const typed = pinyinInput(run);
    if (typed !== null) spelled.set(run, await spelledBy(typed, sources));
  }
  return {
    ofWord: (word) => [...new Set([...regional.alternativesOf(word), ...otherForm(word), ...sources.synonymsOf(word)])],
    ofRun: (run) => spelled.get(run) ?? [],
  };
}
