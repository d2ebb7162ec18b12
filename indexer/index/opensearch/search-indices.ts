import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CorpusError, type ClusterConnection } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import { storyVersion } from '../../stories/same-story.js';
import { assumedAverageLength } from '../assumed-length.js';
import type { IndexLog } from '../index-log.js';
import { impactVersion, slotCount } from '../ranking/impact.js';
import { searchMappings } from './search-document.js';

/** Another one whenever documents are made otherwise, so that those that are there are of no use. */
const layout = 2;

/** Another one whenever an article is analysed or ranked otherwise, words of the user aside. */
export function documentFingerprint(analyzer: Analyzer): string {
  return [analyzer.fingerprint, impactVersion, slotCount, storyVersion].join('.');
}

/** An index that articles are found in. */
export interface IndexPlace {
  readonly name: string;
  /** Another one for each index, also where it has the name of one that is gone. */
  readonly id: string;
  /** An alias of this index alone, by which it is written. */
  readonly address: string;
  /** Folded characters an article, by which its impacts are computed. */
  readonly averageLength: number;
  /** Whether searches find what is written there. */
  readonly isSearched: boolean;
}

const meta = z.object({
  layout: z.number(),
  id: z.string().optional(),
  fingerprint: z.string(),
  averageLength: z.number(),
});
const known = z.record(
  z.string(),
  z.object({ aliases: z.record(z.string(), z.unknown()), mappings: z.object({ _meta: z.unknown() }) }),
);

/** An index of ours, with what is known of it. */
interface Known extends z.infer<typeof meta> {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** What has to be known of a deleted article for so long: a change of it that comes later than another is told by it. */
const settings = { 'index.gc_deletes': '1h' };

/**
 * The indices of a cluster in which articles are found: one that is searched, and while another is being built beside it
 * two that are written. Which ones they are is said by two aliases, so that every process goes by the same.
 */
export class SearchIndices {
  readonly #connection: ClusterConnection;
  /** What documents are made by. */
  readonly #fingerprint: string;

  /** @param fingerprint `documentFingerprint` */
  constructor(connection: ClusterConnection, fingerprint: string) {
    this.#connection = connection;
    this.#fingerprint = fingerprint;
  }

  /** The name by which the index that is searched is asked. */
  get alias(): string {
    return this.#connection.index('search');
  }

  /**
   * The index that is searched, made where there is none.
   * @throws ClusterError
   */
  async open(log: IndexLog): Promise<IndexPlace> {
    // Whoever is first makes it: it has one name, so that there are never two.
    if ((await this.#read()).length === 0) {
      await this.#make(1, assumedAverageLength, [this.alias, this.#writtenAlias]);
    }
    const searched = await this.#searched();
    if (searched.layout !== layout || searched.fingerprint !== this.#fingerprint) {
      const message = `the index ${searched.name} was made by another version: run xunwen reindex`;
      log({ level: 'warn', message });
    }
    return this.#toPlace(searched);
  }

  /** The index that is searched. */
  async searched(): Promise<IndexPlace> {
    return this.#toPlace(await this.#searched());
  }

  /** The indices that take writes, those aside whose documents another version of the program makes. */
  async written(): Promise<readonly IndexPlace[]> {
    return (await this.#with(this.#writtenAlias))
      .filter((one) => one.layout === layout)
      .map((one) => this.#toPlace(one));
  }

  /**
   * Makes an index to be built; the next one where one is half built, unless documents are made otherwise now.
   * @param averageLength folded characters an article
   */
  async build(averageLength: number): Promise<IndexPlace> {
    const written = await this.#with(this.#writtenAlias);
    const half = written.find(({ aliases }) => !aliases.includes(this.alias));
    if (half?.layout === layout && half.fingerprint === this.#fingerprint) return this.#toPlace(half);
    const number = Math.max(0, ...(await this.#read()).map(({ name }) => numberOf(name))) + 1;
    if (half !== undefined) await this.#drop([half.name]);
    return this.#make(number, averageLength, [this.#writtenAlias]);
  }

  /** The index that was searched before, by the highest number; `null`: there is none that this version can write. */
  async previous(): Promise<IndexPlace | null> {
    const unused = (await this.#read()).filter(
      (one) => one.layout === layout && !one.aliases.includes(this.alias) && !one.aliases.includes(this.#writtenAlias),
    );
    const [last] = unused.sort((a, b) => numberOf(b.name) - numberOf(a.name));
    return last === undefined ? null : this.#toPlace(last);
  }

  /** Has an index take writes, too. */
  async write(name: string): Promise<void> {
    await this.#alias([{ add: { index: name, alias: this.#writtenAlias } }]);
  }

  /** Has another index be searched and written alone, from one moment to the next; the one before is kept, older ones are not. */
  async use(name: string): Promise<void> {
    const all = await this.#with(this.#writtenAlias);
    const before = all.map((one) => one.name).filter((one) => one !== name);
    await this.#alias([
      ...before.flatMap((index) => [
        { remove: { index, alias: this.#writtenAlias } },
        { remove: { index, alias: this.alias, must_exist: false } },
      ]),
      { add: { index: name, alias: this.alias } },
      { add: { index: name, alias: this.#writtenAlias } },
    ]);
    const others = (await this.#read()).map((one) => one.name).filter((one) => one !== name && !before.includes(one));
    if (before.length > 0) await this.#drop(others);
  }

  async #make(number: number, averageLength: number, aliases: readonly string[]): Promise<IndexPlace> {
    const name = `search-${number}`;
    const _meta = { layout, id: randomUUID(), fingerprint: this.#fingerprint, averageLength };
    const all = [...aliases, this.#addressOf(number)];
    await this.#connection.makeIndex(name, {
      settings,
      mappings: { ...searchMappings, _meta },
      aliases: Object.fromEntries(all.map((alias) => [alias, {}])),
    });
    // Another process may have made it a moment ago.
    const made = (await this.#read()).find((one) => one.name === this.#connection.index(name));
    if (made === undefined) throw new CorpusError('unavailable', `${name} is not there, though it was just made`);
    return this.#toPlace(made);
  }

  async #searched(): Promise<Known> {
    const [found] = await this.#with(this.alias);
    if (found === undefined)
      throw new CorpusError('unavailable', `no index is called ${this.alias}: run xunwen reindex`);
    return found;
  }

  async #with(alias: string): Promise<readonly Known[]> {
    return (await this.#read()).filter(({ aliases }) => aliases.includes(alias));
  }

  async #alias(actions: readonly object[]): Promise<void> {
    await this.#connection.ask(z.unknown(), { method: 'POST', path: ['_aliases'], body: { actions } });
  }

  async #drop(names: readonly string[]): Promise<void> {
    for (const name of names) await this.#connection.ask(z.unknown(), { method: 'DELETE', path: [name] });
  }

  get #writtenAlias(): string {
    return this.#connection.index('written');
  }

  #addressOf(number: number): string {
    return this.#connection.index(`to-search-${number}`);
  }

  #toPlace({ name, id, aliases, averageLength }: Known): IndexPlace {
    const address = aliases.find((alias) => alias.endsWith(`-to-search-${numberOf(name)}`)) ?? name;
    return { name, id, address, averageLength, isSearched: aliases.includes(this.alias) };
  }

  /** Those of our indices; others may be called alike. */
  async #read(): Promise<Known[]> {
    const all = await this.#connection.ask(known, { method: 'GET', path: [`${this.alias}-*`] });
    return Object.entries(all).flatMap(([name, { aliases, mappings }]) => {
      const found = meta.safeParse(mappings._meta).data;
      return found === undefined ? [] : [{ ...found, id: found.id ?? name, name, aliases: Object.keys(aliases) }];
    });
  }
}

/** The indices are numbered in the order of their making. */
function numberOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}
