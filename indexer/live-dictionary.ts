import { readUserWords } from './analyzer/dictionary.js';
import type { Analyzer, LoadedWords } from './analyzer/analyzer.js';
import { fold } from './analyzer/fold.js';
import { parseUserWords, UserWords, type UserWord } from './analyzer/user-words.js';
import type { SearchIndex } from './index/search-index.js';
import { Turns } from './turns.js';
import { untilUndisturbed, type WordSource } from './word-source.js';

/** Where the words of a dictionary are kept. */
export interface DictionaryFiles {
  /** Of the data folder, or what several processes share: ours to write. */
  readonly own: WordSource;
  /** Of the operator, who edits it; read at the start only. `null`: there is none. */
  readonly operators: string | null;
}

/** The words of both files, read. */
export interface DictionaryWords {
  readonly own: UserWords;
  /** The text in which they stood, where they were read. */
  readonly ownText?: string;
  readonly operators: UserWords;
}

/** A word with the file that its entry stands in. */
export interface ListedWord extends UserWord {
  readonly source: keyof DictionaryFiles;
}

/** What a change did. */
export interface DictionaryChange {
  /** Words that are new, have another frequency or tag now, or are gone. */
  readonly changed: readonly string[];
  /** Articles that were analysed again. */
  readonly reanalyzed: number;
  /**
   * Words that are no word of a query even when they stand alone, with what it has instead: their frequency is too low,
   * or they begin or end with a sign, which queries drop.
   */
  readonly stillCut: readonly { readonly word: string; readonly parts: readonly string[] }[];
}

/**
 * Reads the words of a dictionary.
 * @throws IndexerError `dictionary`, `words_unavailable` where they cannot be read, `invalid_words` with file and line
 */
export async function readDictionary({ own, operators }: DictionaryFiles): Promise<DictionaryWords> {
  const operatorsWords = operators === null ? [] : readUserWords(operators);
  const ownText = await own.read();
  return { operators: new UserWords(operatorsWords), own: new UserWords(parseUserWords(ownText, own.path)), ownText };
}

/** All words; those of the data folder count where both files have one. */
export function allWords({ own, operators }: DictionaryWords): UserWords {
  return new UserWords([...operators, ...own]);
}

/** What a live dictionary works with. */
export interface LiveDictionaryOptions {
  /** Of the data folder, or what several processes share. */
  readonly file: WordSource;
  readonly words: DictionaryWords;
  /** What cuts by these words and keeps what was cut; `null`: none runs, the next one that is opened will see to it. */
  readonly engine: { readonly analyzer: Analyzer; readonly index: Pick<SearchIndex, 'reanalyze'> } | null;
}

/**
 * The user's words of a data folder, or those that several processes share. A change is on disk and in force, in queries
 * and for all articles, when its call resolves; where it fails before it is on disk nothing has changed. One change at a
 * time; where the words are shared each change is made to those of all.
 */
export class LiveDictionary {
  readonly #options: LiveDictionaryOptions;
  #words: DictionaryWords;
  /** Own words as they were read or written last; `null`: that is not known. */
  #text: string | null;
  readonly #turns = new Turns();

  constructor(options: LiveDictionaryOptions) {
    this.#options = options;
    this.#words = options.words;
    this.#text = options.words.ownText ?? null;
  }

  /** All words, in the order in which they came. */
  list(): ListedWord[] {
    const { own } = this.#words;
    return Array.from(allWords(this.#words), (word) => ({
      ...word,
      source: own.get(word.word) === undefined ? 'operators' : 'own',
    }));
  }

  /**
   * Adds the words of a text, a line each; a word that is there gets the new frequency and tag.
   * @param source how the text is called where something is wrong with it
   * @throws IndexerError `invalid_words` where a line is bad: then none is added
   */
  add(text: string, source: string): Promise<DictionaryChange> {
    return this.#turns.run(async () => {
      const added = parseUserWords(text, source);
      return this.#change((own) => new UserWords([...own, ...added]), added);
    });
  }

  /** Removes words of the data folder's file; those that are not in it are left out of the change. */
  remove(words: readonly string[]): Promise<DictionaryChange> {
    return this.#turns.run(() => {
      const gone = new Set(words.map((word) => fold(word.trim()).text));
      return this.#change((own) => new UserWords([...own].filter(({ word }) => !gone.has(word))), []);
    });
  }

  /**
   * Puts in force what other processes have changed. Articles that hold changed words are analysed again by the process
   * that changed them.
   * @throws IndexerError `words_unavailable`, `invalid_words`, `segmenter`; all stays as it is then
   */
  refresh(): Promise<void> {
    return this.#turns.run(() => this.#catchUp());
  }

  /** Resolves when all changes called for so far have ended. */
  idle(): Promise<void> {
    return this.#turns.idle();
  }

  async #change(change: (own: UserWords) => UserWords, added: readonly UserWord[]): Promise<DictionaryChange> {
    const { engine } = this.#options;
    const changed = await untilUndisturbed(() => this.#keep(change));
    if (engine === null) return { changed, reanalyzed: 0, stillCut: [] };
    // Asked for in any case: it does what a call that failed has left.
    const reanalyzed = await engine.index.reanalyze();
    return { changed, reanalyzed, stillCut: await stillCut(engine.analyzer, added) };
  }

  async #catchUp(): Promise<void> {
    const { file } = this.#options;
    const text = await file.readAgain(this.#text);
    if (text !== null) await this.#use(new UserWords(parseUserWords(text, file.path)), text);
  }

  /** @returns the words that it changes */
  async #keep(change: (own: UserWords) => UserWords): Promise<readonly string[]> {
    await this.#catchUp();
    const own = change(this.#words.own);
    const changed = own.changedFrom(this.#words.own);
    const text = own.toText();
    if (changed.length > 0) await this.#use(own, text, () => this.#options.file.write(text, this.#text));
    return changed;
  }

  /** On disk before it is in force, so that what queries have once known is known after a crash, too. */
  async #use(own: UserWords, text: string, write?: () => Promise<void>): Promise<void> {
    const { engine } = this.#options;
    const words = { ...this.#words, own };
    const loaded = engine === null ? null : await load(engine.analyzer, allWords(words));
    try {
      await write?.();
    } catch (error) {
      await loaded?.discard();
      throw error;
    }
    loaded?.use();
    this.#words = words;
    this.#text = text;
  }
}

/** `null` where nothing is cut otherwise: tags alone have changed. */
async function load(analyzer: Analyzer, words: UserWords): Promise<LoadedWords | null> {
  return words.differing(analyzer.userWords).length === 0 ? null : analyzer.load(words);
}

/** Words that are cut in one go: queries wait meanwhile. */
const cutAtOnce = 500;

async function stillCut(analyzer: Analyzer, added: readonly UserWord[]): Promise<DictionaryChange['stillCut']> {
  const found: { word: string; parts: readonly string[] }[] = [];
  for (let start = 0; start < added.length; start += cutAtOnce) {
    const words = added.slice(start, start + cutAtOnce).map(({ word }) => word);
    const cut = await analyzer.words(words);
    cut.forEach((parts, i) => {
      const word = words[i] ?? '';
      if (parts.length !== 1 || parts[0] !== word) found.push({ word, parts });
    });
  }
  return found;
}
