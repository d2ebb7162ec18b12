import { fold } from './analyzer/fold.js';
import { lineOfRule, Synonyms } from './query/synonyms.js';
import { Turns } from './turns.js';
import { untilUndisturbed, type WordSource } from './word-source.js';

/** What a change did: how many rules there are that were not there before, and the other way round. */
export interface SynonymChange {
  readonly added: number;
  readonly removed: number;
}

/**
 * The synonyms of a running engine. A change is on disk and in force for all queries that begin afterwards when its call
 * resolves; where it fails nothing has changed. One change at a time; where several processes share the synonyms each
 * change is made to those of all. They act on queries only: no article has to be analysed again.
 */
export class LiveSynonyms {
  readonly #file: WordSource;
  /** As it was read or written last. */
  #text: string;
  #current: Synonyms;
  readonly #turns = new Turns();

  private constructor(file: WordSource, text: string) {
    this.#file = file;
    this.#text = text;
    this.#current = Synonyms.parse(text, file.path);
  }

  /**
   * Reads the file, or what several processes share; there are none where it is missing.
   * @throws IndexerError `dictionary`, `words_unavailable` where it cannot be read, `invalid_words` with file and line
   */
  static async open(file: WordSource): Promise<LiveSynonyms> {
    return new LiveSynonyms(file, await file.read());
  }

  /** Those in force. */
  get current(): Synonyms {
    return this.#current;
  }

  /**
   * Adds the rules of a text, a line each.
   * @param source how the text is called where something is wrong with it
   * @throws IndexerError `invalid_words` where a line is bad: then none is added
   */
  add(text: string, source: string): Promise<SynonymChange> {
    return this.#change((current) => current.with(Synonyms.parse(text, source)));
  }

  /** Takes words out of all rules; rules that say nothing then are gone. */
  remove(words: readonly string[]): Promise<SynonymChange> {
    return this.#change((current) => words.reduce((left, word) => left.without(fold(word.trim()).text), current));
  }

  /**
   * Puts in force what other processes have changed.
   * @throws IndexerError `words_unavailable`, `invalid_words`; all stay as they are then
   */
  refresh(): Promise<void> {
    return this.#turns.run(() => this.#catchUp());
  }

  /** Resolves when all changes called for so far have ended. */
  idle(): Promise<void> {
    return this.#turns.idle();
  }

  #change(change: (current: Synonyms) => Synonyms): Promise<SynonymChange> {
    const once = async (): Promise<SynonymChange> => {
      await this.#catchUp();
      return this.#use(change(this.#current));
    };
    return this.#turns.run(() => untilUndisturbed(once));
  }

  async #catchUp(): Promise<void> {
    const text = await this.#file.readAgain(this.#text);
    if (text === null) return;
    this.#current = Synonyms.parse(text, this.#file.path);
    this.#text = text;
  }

  async #use(next: Synonyms): Promise<SynonymChange> {
    const [before, after] = [this.#current, next].map(({ rules }) => new Set(rules.map(lineOfRule)));
    const added = [...(after ?? [])].filter((line) => before?.has(line) !== true).length;
    const removed = [...(before ?? [])].filter((line) => after?.has(line) !== true).length;
    if (added + removed > 0) await this.#write(next.toText());
    this.#current = next;
    return { added, removed };
  }

  async #write(text: string): Promise<void> {
    await this.#file.write(text, this.#text);
    this.#text = text;
  }
}
