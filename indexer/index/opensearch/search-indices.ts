import { z } from 'zod';
import { CorpusError, type ClusterConnection } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import { storyVersion } from '../../stories/same-story.js';
import { assumedAverageLength } from '../assumed-length.js';
import type { IndexLog } from '../index-log.js';
import { impactVersion, slotCount } from '../ranking/impact.js';
import { searchMappings } from './search-document.js';

/** Another one whenever documents are made otherwise, so that those that are there are of no use. */
const layout = 1;

/** Another one whenever an article is analysed or ranked otherwise, words of the user aside. */
export function documentFingerprint(analyzer: Analyzer): string {
  return [analyzer.fingerprint, impactVersion, slotCount, storyVersion].join('.');
}

/** An index that articles are found in. */
export interface IndexPlace {
  readonly name: string;
  /** Folded characters an article, by which its impacts are computed. */
  readonly averageLength: number;
}

const known = z.record(
  z.string(),
  z.object({
    aliases: z.record(z.string(), z.unknown()),
    mappings: z.object({
      _meta: z.object({ layout: z.number(), fingerprint: z.string(), averageLength: z.number() }),
    }),
  }),
);
type Known = z.infer<typeof known>;

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
    const there = await this.#read();
    if (Object.keys(there).length === 0) await this.make(assumedAverageLength, [this.alias, this.#writtenAlias]);
    const searched = await this.searched();
    const { layout: found, fingerprint } = (await this.#read())[searched.name]?.mappings._meta ?? {};
    if (found !== layout || fingerprint !== this.#fingerprint) {
      const message = `the index ${searched.name} was made by another version: run xunwen reindex`;
      log({ level: 'warn', message });
    }
    return searched;
  }

  /** The index that is searched. */
  async searched(): Promise<IndexPlace> {
    const [place] = places(await this.#read(), this.alias);
    if (place === undefined)
      throw new CorpusError('unavailable', `no index is called ${this.alias}: run xunwen reindex`);
    return place;
  }

  /** The indices that take writes, those aside whose documents another version of the program makes. */
  async written(): Promise<readonly IndexPlace[]> {
    const there = await this.#read();
    return places(there, this.#writtenAlias).filter(({ name }) => there[name]?.mappings._meta.layout === layout);
  }

  /**
   * Makes the next index.
   * @param aliases by which it is known at once
   */
  async make(averageLength: number, aliases: readonly string[]): Promise<IndexPlace> {
    const numbers = Object.keys(await this.#read()).map(numberOf);
    const name = `search-${Math.max(0, ...numbers) + 1}`;
    const _meta = { layout, fingerprint: this.#fingerprint, averageLength };
    await this.#connection.makeIndex(name, {
      settings,
      mappings: { ...searchMappings, _meta },
      aliases: Object.fromEntries(aliases.map((alias) => [alias, {}])),
    });
    return { name: this.#connection.index(name), averageLength };
  }

  /** The index that is being built beside the one that is searched; `null`: there is none. */
  async building(): Promise<IndexPlace | null> {
    const there = await this.#read();
    const [place] = places(there, this.#writtenAlias).filter(
      ({ name }) => !(this.alias in (there[name]?.aliases ?? {})),
    );
    return place ?? null;
  }

  /**
   * Makes an index to be built; the next one where one is half built, unless documents are made otherwise now.
   * @param averageLength folded characters an article
   */
  async build(averageLength: number): Promise<IndexPlace> {
    const half = await this.building();
    const there = await this.#read();
    if (half !== null) {
      const { layout: found, fingerprint } = there[half.name]?.mappings._meta ?? {};
      if (found === layout && fingerprint === this.#fingerprint) return half;
      await this.#drop([half.name]);
    }
    return this.make(averageLength, [this.#writtenAlias]);
  }

  /** The index that was searched before, by the highest number; `null`: there is none. */
  async previous(): Promise<IndexPlace | null> {
    const there = Object.entries(await this.#read()).filter(([, { aliases }]) => Object.keys(aliases).length === 0);
    const [last] = there.sort(([a], [b]) => numberOf(b) - numberOf(a));
    if (last === undefined) return null;
    return { name: last[0], averageLength: last[1].mappings._meta.averageLength };
  }

  /** Has an index take writes, too. */
  async write(name: string): Promise<void> {
    await this.#alias([{ add: { index: name, alias: this.#writtenAlias } }]);
  }

  /** Has another index be searched and written alone, from one moment to the next; the one before is kept, older ones are not. */
  async use(name: string): Promise<void> {
    const written = places(await this.#read(), this.#writtenAlias).map((place) => place.name);
    const before = written.filter((one) => one !== name);
    await this.#alias([
      ...before.flatMap((index) => [
        { remove: { index, alias: this.#writtenAlias } },
        { remove: { index, alias: this.alias, must_exist: false } },
      ]),
      { add: { index: name, alias: this.alias } },
      { add: { index: name, alias: this.#writtenAlias } },
    ]);
    const others = Object.keys(await this.#read()).filter((one) => one !== name && !before.includes(one));
    if (before.length > 0) await this.#drop(others);
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

  async #read(): Promise<Known> {
    return this.#connection.ask(known, { method: 'GET', path: [`${this.alias}-*`] });
  }
}

/** The indices are numbered in the order of their making. */
function numberOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('-') + 1));
}

function places(indices: Known, alias: string): IndexPlace[] {
  return Object.entries(indices).flatMap(([name, { aliases, mappings }]) =>
    alias in aliases ? [{ name, averageLength: mappings._meta.averageLength }] : [],
  );
}
