import { CorpusError, type StoreChange } from '../../../corpus/index.js';
import { Turns } from '../../turns.js';
import { catchUp, lackedOf } from './catch-up.js';
import type { IndexingState } from './indexing-state.js';
import { reanalyzeThoseWith } from './reanalyze.js';
import type { SearchDocument } from './search-document.js';
import type { IndexPlace, SearchIndices } from './search-indices.js';
import {
  prepareChanges,
  targetOf,
  writeChanges,
  writePrepared,
  type ChangeParts,
  type ChangeTarget,
  type PreparedChanges,
} from './write-changes.js';

/** Changes that are written at once: a thousand articles are some ten megabytes. */
const mostAtOnce = 1000;
/** Changes that are kept after a failure, to be written with the next; others are found missing by a check. */
const mostWaiting = 20_000;
/** Milliseconds after which every process has heard of changed words, and written by them. */
const othersKnow = 20_000;
/** Milliseconds for which they are kept. */
const longestWait = 600_000;
/** Milliseconds between two checks of an index, by whichever process. */
const checkEvery = 60_000;

/** What a writer works with. */
export interface WriterParts extends ChangeParts {
  readonly indices: SearchIndices;
  readonly state: IndexingState;
  /** Told of what was written. */
  readonly onWritten: (changes: readonly StoreChange[], documents: readonly SearchDocument[]) => void;
}

/** Changes that wait to be written, made ready meanwhile for each index by its id. */
interface Waiting {
  readonly changes: readonly StoreChange[];
  readonly prepared: Promise<ReadonlyMap<string, PreparedChanges>>;
  /** Since when, as of `performance.now`. */
  readonly since: number;
}

/** Puts changes of the store into the indices of a cluster, one piece of work at a time. */
export class ClusterWriter {
  readonly #parts: WriterParts;
  readonly #turns = new Turns();
  #waiting: Waiting[] = [];
  /** The indices that took the last writes. */
  #lastWritten: readonly IndexPlace[] | null = null;
  /** Changed words, and which articles have to be looked at for them once more, from when on (`performance.now`). */
  #later: { readonly words: readonly string[]; readonly after: number; readonly from: number } = {
    words: [],
    after: Infinity,
    from: 0,
  };

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Changes that come while others are being written are written together: the more, the less each costs. */
  apply(changes: readonly StoreChange[]): Promise<void> {
    if (changes.length === 0) return Promise.resolve();
    const prepared = this.#prepare(changes);
    // Whoever writes them sees a failure.
    prepared.catch(() => undefined);
    const own = { changes, prepared, since: performance.now() };
    this.#waiting.push(own);
    return this.#turns.run(() => this.#writeWaiting(own));
  }

  /** As `SearchIndex.ensure`: what another process has stored, or has failed here, is written now. */
  ensure(ids: readonly string[]): Promise<void> {
    return this.#turns.run(async () => {
      const places = await this.#parts.indices.written();
      for (const place of places) {
        const lacking = await lackedOf({ ...this.#parts, place }, ids);
        await this.#writeLacking(place, lacking);
        // What another process has just written may not be found yet.
        if (place.isSearched) await this.#parts.connection.refresh(place.name);
      }
      assertSearched(places);
    });
  }

  /** Writes what a failure has left. */
  async writeLeft(): Promise<void> {
    const last = this.#waiting.at(-1);
    if (last !== undefined) await this.#turns.run(() => this.#writeWaiting(last));
  }

  /** As `SearchIndex.reanalyze`. */
  reanalyze(): Promise<number> {
    return this.#turns.run(async () => {
      const { analyzer, state } = this.#parts;
      const { userWords } = analyzer;
      const changed = userWords.differing(await state.words());
      if (changed.length === 0) return 0;
      const { words, after } = this.#later;
      this.#later = {
        words: [...words, ...changed],
        after: Math.min(after, ...(await this.#settledChanges())),
        from: performance.now() + othersKnow,
      };
      const count = await this.#reanalyze(changed, 0);
      await state.setWords(userWords);
      return count;
    });
  }

  /** Articles that other processes wrote before they had heard of changed words are analysed again, a little later. */
  reanalyzeLater(): Promise<number> {
    return this.#turns.run(async () => {
      const { words, after, from } = this.#later;
      if (words.length === 0 || performance.now() < from) return 0;
      const count = await this.#reanalyze(words, after);
      this.#later = { words: [], after: Infinity, from: 0 };
      return count;
    });
  }

  /** Writes what the indices lack of the store's changes. @returns how many those were */
  check(): Promise<number> {
    return this.#turns.run(() => this.#check());
  }

  /** As `check`, of the indices which no process has checked within a minute. */
  checkInTurn(): Promise<number> {
    return this.#turns.run(() => this.#check(({ id }) => this.#parts.state.takeTurn(id, checkEvery)));
  }

  /** Resolves when all that was called for so far has ended. */
  idle(): Promise<void> {
    return this.#turns.idle();
  }

  /** Changes up to which the indices have all for good; others may be written still, by words of before. */
  async #settledChanges(): Promise<readonly number[]> {
    const places = await this.#parts.indices.written();
    return Promise.all(places.map(async ({ id }) => (await this.#parts.state.checked(id)).from));
  }

  /** @param after change behind which articles are looked at */
  async #reanalyze(words: readonly string[], after: number): Promise<number> {
    const counts = [];
    for (const place of await this.#parts.indices.written()) {
      const onWritten = (documents: readonly SearchDocument[]): void => this.#parts.onWritten([], documents);
      counts.push(await reanalyzeThoseWith(this.#target(place), { words, after, onWritten }));
    }
    return Math.max(0, ...counts);
  }

  /** Writes what waits, up to some changes: those behind them wait for their own turn. */
  async #writeWaiting(last: Waiting): Promise<void> {
    while (this.#waiting.includes(last)) {
      const some = this.#next();
      try {
        await this.#write(some);
        this.#waiting.splice(0, some.length);
      } catch (error) {
        this.#giveUpOld();
        throw error;
      }
    }
  }

  /**
   * What has failed for long is left to a check, which sees what has become of it since: an article may have been deleted
   * by another process, and OpenSearch does not know of that for ever.
   */
  #giveUpOld(): void {
    const oldest = performance.now() - longestWait;
    this.#waiting = this.#waiting.filter(({ since }) => since > oldest);
    while (this.#waiting.reduce((sum, { changes }) => sum + changes.length, 0) > mostWaiting) this.#waiting.shift();
  }

  /** The first that wait, so many changes together that a request does not get too long. */
  #next(): readonly Waiting[] {
    let count = 0;
    const end = this.#waiting.findIndex(({ changes }, i) => (count += changes.length) > mostAtOnce && i > 0);
    return this.#waiting.slice(0, end < 0 ? undefined : end);
  }

  async #prepare(changes: readonly StoreChange[]): Promise<ReadonlyMap<string, PreparedChanges>> {
    const prepared = new Map<string, PreparedChanges>();
    // Mostly these will take it; for another one it is made ready when it is written.
    for (const place of this.#lastWritten ?? (await this.#parts.indices.written())) {
      prepared.set(place.id, await prepareChanges(this.#target(place), changes));
    }
    return prepared;
  }

  async #write(waiting: readonly Waiting[]): Promise<void> {
    // Asked each time: another index may be built beside this one.
    this.#lastWritten = await this.#parts.indices.written();
    for (const place of this.#lastWritten) {
      const target = this.#target(place);
      const ready: PreparedChanges[] = [];
      for (const { changes, prepared } of waiting) {
        const known = await prepared.catch(() => null);
        ready.push(known?.get(place.id) ?? (await prepareChanges(target, changes)));
      }
      const documents = await writePrepared(target, ready);
      this.#parts.onWritten(
        waiting.flatMap(({ changes }) => changes),
        documents,
      );
    }
    assertSearched(this.#lastWritten);
  }

  async #check(isDue: (place: IndexPlace) => Promise<boolean> = () => Promise.resolve(true)): Promise<number> {
    let count = 0;
    for (const place of await this.#parts.indices.written()) {
      if (!(await isDue(place))) continue;
      const write = async (changes: readonly StoreChange[]): Promise<number> => {
        // Those that are on their way here are lacking, too.
        const waiting = new Set(this.#waiting.flatMap((one) => one.changes.map(({ change }) => change)));
        const lost = changes.filter(({ change }) => !waiting.has(change));
        await this.#writeLacking(place, lost);
        return lost.length;
      };
      count += await catchUp({ ...this.#parts, place, write });
    }
    return count;
  }

  async #writeLacking(place: IndexPlace, changes: readonly StoreChange[]): Promise<void> {
    if (changes.length > 0) this.#parts.onWritten(changes, await writeChanges(this.#target(place), changes));
  }

  #target(place: IndexPlace): ChangeTarget {
    return targetOf(this.#parts, place);
  }
}

/** Nobody is told that a write is done which no search finds. */
function assertSearched(places: readonly IndexPlace[]): void {
  if (places.some(({ isSearched }) => isSearched)) return;
  throw new CorpusError('unavailable', 'the index that is searched was made by another version: run xunwen reindex');
}
