import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CorpusError } from '../errors.js';
import type { ClusterConnection } from './cluster-connection.js';
import { keptIndices, presentIndices, type KeptIndex } from './cluster-indices.js';
import { OpenSearchArticleStore } from './opensearch-article-store.js';
import { failureOf, lookEvery, shardsRestored } from './restored-shards.js';
import { SnapshotRepository, type Snapshot } from './snapshot-repository.js';

/** Without these nothing can be put back. */
const needed: readonly KeptIndex[] = ['articles', 'meta'];

/** Milliseconds in which all managers of a cluster agree that indices are gone. */
const deletionPatience = 60_000;

/**
 * Snapshots of what cannot be made again (`keptIndices`). All that was acknowledged before one begins is in it, and of what
 * is written meanwhile some. What is derived is left out: it is made again at the next start.
 */
export class ClusterSnapshots {
  readonly #connection: ClusterConnection;
  readonly #repository: SnapshotRepository;

  /** @param repository as its operator has registered it with the cluster */
  constructor(connection: ClusterConnection, repository: string) {
    this.#connection = connection;
    this.#repository = new SnapshotRepository(connection, repository);
  }

  /**
   * Makes a snapshot; it is whole when this resolves. Where the process ends meanwhile, the cluster goes on with it.
   * @param name of small letters, digits and signs
   * @throws CorpusError `snapshot`: no repository, a name that is taken, no articles, or shards failed; ClusterError
   */
  async create(name: string): Promise<Snapshot> {
    const indices = this.#keptAmong(await presentIndices(this.#connection));
    if (!this.#isEnough(indices)) throw problem(`the cluster has no articles of ${this.#prefix}`);
    await this.#repository.begin(name, indices);
    const made = await this.#ended(name);
    if (made.state !== 'SUCCESS') throw problem(`the snapshot ${name} is ${made.state}: ${failuresOf(made)}`);
    return made;
  }

  /**
   * The snapshots that hold articles of this prefix, failed ones among them; the oldest first.
   * @throws CorpusError `snapshot`: no repository; ClusterError
   */
  async list(): Promise<readonly Snapshot[]> {
    const ours = (await this.#repository.all()).filter(({ indices }) => this.#keptAmong(indices).length > 0);
    return ours.sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  }

  /**
   * Puts a snapshot back; no process may work on these indices until it resolves.
   * @param replace whether indices that are there may be deleted, derived ones, too; that is done when the snapshot was
   *   found whole
   * @returns how many articles there are now
   * @throws CorpusError `snapshot`: no repository, no such snapshot, one that is not whole or damaged, or indices in the way;
   *   ClusterError
   */
  async restore(name: string, { replace }: { readonly replace: boolean }): Promise<number> {
    const indices = this.#keptAmong((await this.#whole(name)).indices);
    await this.#makeRoom(replace);
    await this.#repository.putBack(name, indices);
    await shardsRestored(this.#connection, indices);
    // Has no change number be given twice, too: the counter may be of an earlier moment than the articles.
    return (await OpenSearchArticleStore.open(this.#connection)).count();
  }

  get #prefix(): string {
    return `the prefix ${this.#connection.options.prefix}`;
  }

  #keptAmong(indices: readonly string[]): readonly string[] {
    return keptIndices.map((name) => this.#connection.index(name)).filter((name) => indices.includes(name));
  }

  #isEnough(indices: readonly string[]): boolean {
    return needed.every((name) => indices.includes(this.#connection.index(name)));
  }

  async #ended(name: string): Promise<Snapshot> {
    for (;;) {
      const made = await this.#repository.find(name);
      if (made === undefined) throw problem(`the snapshot ${name} came to nothing; the logs of the cluster say why`);
      if (made.state !== 'IN_PROGRESS') return made;
      await sleep(lookEvery);
    }
  }

  async #whole(name: string): Promise<Snapshot> {
    const { name: repository } = this.#repository;
    const found = await this.#repository.find(name);
    if (found === undefined) throw problem(`there is no ${name}; "xunwen snapshot list ${repository}" names all`);
    if (found.state !== 'SUCCESS') throw problem(`the snapshot ${name} is not whole: it is ${found.state}`);
    if (!this.#isEnough(found.indices)) throw problem(`the snapshot ${name} has no articles of ${this.#prefix}`);
    return found;
  }

  async #makeRoom(replace: boolean): Promise<void> {
    const there = await presentIndices(this.#connection);
    if (there.length === 0) return;
    if (!replace) {
      const advice = 'stop all services and delete them with --replace';
      throw problem(`the cluster has indices of ${this.#prefix} (${there.join(', ')}); ${advice}`);
    }
    const [path, query] = [[there.join(',')], { ignore_unavailable: true }];
    await this.#connection.ask(z.unknown(), { method: 'DELETE', path, query, patience: deletionPatience });
  }
}

function problem(message: string): CorpusError {
  return new CorpusError('snapshot', message);
}

function failuresOf({ failures }: Snapshot): string {
  return failures.map(({ index, shard, reason }) => failureOf(index, shard, reason)).join('; ');
}
