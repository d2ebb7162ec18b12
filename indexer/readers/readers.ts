import { setImmediate as turn } from 'node:timers/promises';
import { fold } from '../analyzer/fold.js';
import type { SearchAnswer } from '../answer/search-answer.js';
import type { IndexLog } from '../index/index-log.js';
import { Turns } from '../turns.js';
import { BlockList } from './block-list.js';
import { countedForm, type CountedForm } from './counted-form.js';
import { FrequentQueries } from './frequent-queries.js';
import type { QueryLog, Use, UseChange } from './query-log.js';
import { RecentNames } from './recent-names.js';
import { UseCounts } from './use-counts.js';

/** Milliseconds within which a query that goes on where another ended makes that one a keystroke of it. */
const keystroke = 2000;
/** Milliseconds between two times that changes are handed to the log. */
const flushEvery = 5000;
/** Changes of others that are taken over between two turns of the event loop, some milliseconds' work. */
const sliceChanges = 500;
/** Queries that found nothing which are kept. */
const mostMissed = 5000;

/** Whether a search found what was asked for: something, and not only with words left out. */
export function isFound({ total, relaxed }: Pick<SearchAnswer, 'total' | 'relaxed'>): boolean {
  return total > 0 && relaxed === null;
}

/** A search as it was counted, so that it can be taken back. */
export interface CountedSearch {
  readonly key: string;
  readonly at: number;
  /** As what it counts; `null`: not at all. */
  readonly kind: 'query' | 'missed' | null;
}

/** A query as it is told to the owner. */
export interface CountedQuery {
  /** As it was first typed. */
  readonly query: string;
  /** Searches since it was first known. */
  readonly typed: number;
  /** Days since 1970 of the last one. */
  readonly day: number;
}

/** What a reader did with an answer, or with suggestions. Unknown articles are the caller's to leave out. */
export interface Choice {
  /** What was typed. */
  readonly query: string | null;
  /** The article that was chosen. */
  readonly id: string | null;
  /** The suggestion that was chosen. */
  readonly text: string | null;
}

export interface ReadersOptions {
  /** Told once where counts cannot be written, and once where they can again. */
  readonly log: IndexLog;
  /** Milliseconds since 1970; default the clock. */
  readonly now?: () => number;
  /** Queries and articles that are kept; default 100 000. */
  readonly most?: number;
}

/**
 * What readers typed and chose, counted without telling whom, and what must not be suggested. One query or article counts
 * once a minute at most, whoever types or chooses it, so nobody makes one popular by doing so again and again.
 */
export class Readers {
  readonly blockList: BlockList;
  readonly #log: QueryLog;
  readonly #counts: UseCounts;
  /** Of queries that found nothing as asked, apart: there is no end of what finds nothing. */
  readonly #missed: UseCounts;
  readonly #frequent: FrequentQueries;
  readonly #recent: RecentNames = new RecentNames();
  readonly #options: ReadersOptions;
  #timer: NodeJS.Timeout | undefined;
  readonly #flushes = new Turns();
  #isFailing = false;

  private constructor(log: QueryLog, uses: readonly Use[], blockList: BlockList, options: ReadersOptions) {
    const now = options.now ?? Date.now;
    this.#log = log;
    const counts = new UseCounts(
      uses.filter((use) => !isMissed(use)),
      now,
      options.most,
    );
    this.#counts = counts;
    this.#missed = new UseCounts(uses.filter(isMissed), now, mostMissed);
    this.blockList = blockList;
    this.#options = options;
    this.#frequent = new FrequentQueries(counts, blockList);
  }

  /**
   * Reads the log.
   * @throws IndexerError `query_log`
   */
  static async open(log: QueryLog, options: ReadersOptions): Promise<Readers> {
    return new Readers(log, await log.uses(), new BlockList(log, await log.blocked()), options);
  }

  /** Hands changes to the log every five seconds from now on. */
  start(): void {
    this.#timer = setInterval(() => void this.flush(), flushEvery).unref();
  }

  /**
   * Counts the first page of a search: among the queries where it found what was asked for, else (nothing found, or
   * relaxed) among those that were missed.
   * @param before the last search of the same connection: taken back where it was a keystroke of this one
   */
  searched(
    query: string,
    answer: Pick<SearchAnswer, 'page' | 'total' | 'relaxed'>,
    before?: CountedSearch,
  ): CountedSearch | undefined {
    const [form, at] = [countedForm(query), this.#now()];
    if (form === null) return undefined;
    const { key } = form;
    if (before !== undefined && isKeystroke(before, key, at)) this.#takeBack(before);
    const kind = answer.page !== 1 ? null : isFound(answer) ? 'query' : 'missed';
    if (kind === 'query') this.#missed.forget('missed', key);
    if (kind !== null && this.#recent.isNew(`${kind} ${key}`, at)) this.#add(kind, form, 'typed');
    return { key, at, kind };
  }

  /** The queries that were typed and chosen most of late. */
  popular(size: number): CountedQuery[] {
    return this.#counts.most('query', size).map(toCounted);
  }

  /** The queries that found nothing as asked, the most typed of late first; one that has found something since is none. */
  missed(size: number): CountedQuery[] {
    return this.#missed.most('missed', size).map(toCounted);
  }

  /** Counts a choice. A query or suggestion counts only where a search for it did. */
  chose({ query, id, text }: Choice): void {
    const key = countedForm((id === null ? text : query) ?? '')?.key;
    const known = key === undefined ? undefined : this.#counts.get('query', key);
    if (id !== null && this.#isNewChoice(`article ${id}`))
      this.#counts.add({ kind: 'article', key: id, text: '' }, 'chosen');
    if (known !== undefined && this.#isNewChoice(`query ${known.key}`)) this.#add('query', known, 'chosen');
  }

  /** At most `size` queries that go on from a folded text, also in pinyin (`FrequentQueries.beginning`): none is blocked. */
  queriesBeginning(typed: string, size: number): string[] {
    return this.#frequent.beginning(typed, size);
  }

  /** How much a text was typed, or an article chosen, of late: uses, each of which counts half after 30 days. */
  popularity(kind: 'query' | 'article', name: string): number {
    return this.#counts.weight(kind, kind === 'query' ? fold(name).text.trim() : name);
  }

  /** Hands what has changed to the log. A failure is told, and tried again next time. */
  flush(): Promise<void> {
    return this.#flushes.run(() => this.#flush());
  }

  /**
   * Takes over which words other processes have blocked, and what they have counted.
   * @throws IndexerError `query_log`; what was not taken over is with the next call
   */
  async refresh(): Promise<void> {
    await this.blockList.refresh();
    await this.#flushes.run(() => this.#refresh());
  }

  /** Writes what is left, and closes the log. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
    await this.#log.close();
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #isNewChoice(name: string): boolean {
    return this.#recent.isNew(`chosen ${name}`, this.#now());
  }

  #add(kind: 'query' | 'missed', { key, text }: CountedForm, what: 'typed' | 'chosen', by: 1 | -1 = 1): void {
    if (kind === 'missed') this.#missed.add({ kind, key, text }, what, by);
    else this.#frequent.note(key, this.#counts.add({ kind, key, text }, what, by));
  }

  /** Where others typed the same within its minute, the count is theirs, and stays. */
  #takeBack({ key, at, kind }: CountedSearch): void {
    if (kind === null || !this.#recent.takeBack(`${kind} ${key}`, at)) return;
    const known = (kind === 'missed' ? this.#missed : this.#counts).get(kind, key);
    if (known !== undefined) this.#add(kind, known, 'typed', -1);
  }

  async #refresh(): Promise<void> {
    const changes = await this.#log.changes();
    for (const [i, change] of changes.entries()) {
      if (i > 0 && i % sliceChanges === 0) await turn();
      this.#take(change);
    }
  }

  #take(change: UseChange): void {
    const use = (isMissed(change) ? this.#missed : this.#counts).take(change);
    if (change.kind === 'query') this.#frequent.note(change.key, use);
  }

  async #flush(): Promise<void> {
    this.#recent.forget(this.#now());
    for (const { kind, key } of this.#counts.dropLeast()) if (kind === 'query') this.#frequent.note(key, undefined);
    this.#missed.dropLeast();
    try {
      const wrote = [await this.#counts.flush(this.#log), await this.#missed.flush(this.#log)];
      if (!wrote.includes(true)) return;
      if (this.#isFailing) this.#options.log({ level: 'info', message: 'what readers type is written again' });
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing)
        this.#options.log({ level: 'warn', message: `what readers type cannot be written: ${String(error)}` });
      this.#isFailing = true;
    }
  }
}

function isKeystroke(before: CountedSearch, key: string, at: number): boolean {
  return at - before.at <= keystroke && key.length > before.key.length && key.startsWith(before.key);
}

function isMissed({ kind }: Pick<Use, 'kind'>): boolean {
  return kind === 'missed';
}

function toCounted({ text, typed, day }: Use): CountedQuery {
  return { query: text, typed, day };
}
