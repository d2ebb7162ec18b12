import { z } from 'zod';
import type { ClusterConnection } from '../../../corpus/index.js';
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
    if (place === undefined) throw new Error(`no index is called ${this.alias}: run xunwen reindex`);
    return place;
  }

  /** The indices that take writes. */
  async written(): Promise<readonly IndexPlace[]> {
    return places(await this.#read(), this.#writtenAlias);
  }

  /**
   * Makes the next index.
   * @param aliases by which it is known at once
   */
  async make(averageLength: number, aliases: readonly string[]): Promise<IndexPlace> {
    const numbers = Object.keys(await this.#read()).map((name) => Number(name.slice(name.lastIndexOf('-') + 1)));
    const name = `search-${Math.max(0, ...numbers) + 1}`;
    const _meta = { layout, fingerprint: this.#fingerprint, averageLength };
    await this.#connection.makeIndex(name, {
      settings,
      mappings: { ...searchMappings, _meta },
      aliases: Object.fromEntries(aliases.map((alias) => [alias, {}])),
    });
    return { name: this.#connection.index(name), averageLength };
  }

  get #writtenAlias(): string {
    return this.#connection.index('written');
  }

  async #read(): Promise<Known> {
    return this.#connection.ask(known, { method: 'GET', path: [`${this.alias}-*`] });
  }
}

function places(indices: Known, alias: string): IndexPlace[] {
  return Object.entries(indices).flatMap(([name, { aliases, mappings }]) =>
    alias in aliases ? [{ name, averageLength: mappings._meta.averageLength }] : [],
  );
}
