import { fold } from './analyzer/fold.js';
import { lineOfRule, Synonyms } from './query/synonyms.js';
import { Turns } from './turns.js';
import type { WordFile } from './word-file.js';

/** What a change did: how many rules there are that were not there before, and the other way round. */
export interface SynonymChange {
  readonly added: number;
  readonly removed: number;
}

/**
 * The synonyms of a running engine. A change is on disk and in force for all queries that begin afterwards when its call
 * resolves; where it fails nothing has changed. One change at a time. They act on queries only: no article has to be
 * analysed again.
 */
export class LiveSynonyms {
  readonly #file: WordFile;
  #current: Synonyms;
  readonly #turns = new Turns();

  private constructor(file: WordFile, current: Synonyms) {
    this.#file = file;
    this.#current = current;
  }

  /**
   * Reads the file; there are none where it is missing.
   * @throws IndexerError `dictionary` where it cannot be read, `invalid_words` with file and line
   */
  static async open(file: WordFile): Promise<LiveSynonyms> {
    return new LiveSynonyms(file, Synonyms.parse(await file.read(), file.path));
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
    return this.#turns.run(() => this.#use(this.#current.with(Synonyms.parse(text, source))));
  }

  /** Takes words out of all rules; rules that say nothing then are gone. */
  remove(words: readonly string[]): Promise<SynonymChange> {
    return this.#turns.run(() =>
      this.#use(words.reduce((left, word) => left.without(fold(word.trim()).text), this.#current)),
    );
  }

  /** Resolves when all changes called for so far have ended. */
  idle(): Promise<void> {
    return this.#turns.idle();
  }

  async #use(next: Synonyms): Promise<SynonymChange> {
    const [before, after] = [this.#current, next].map(({ rules }) => new Set(rules.map(lineOfRule)));
    const added = [...(after ?? [])].filter((line) => before?.has(line) !== true).length;
    const removed = [...(before ?? [])].filter((line) => after?.has(line) !== true).length;
    if (added + removed > 0) await this.#file.write(next.toText());
    this.#current = next;
    return { added, removed };
  }
}
