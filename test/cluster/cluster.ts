import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { javaHome, openSearchHome } from './opensearch-home.js';
import { freePorts } from './free-ports.js';
import { ClusterNode, giveTo } from './node.js';

const startsWithin = 180_000;

/** How a cluster is to be. */
export interface ClusterShape {
  /** Default: 3. */
  readonly nodes?: number;
  /** Settings of each node beside the usual ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** OpenSearch nodes on loopback, each a process of its own, with fresh data. */
export class Cluster {
  readonly nodes: readonly ClusterNode[];
  readonly #folder: string;

  private constructor(nodes: readonly ClusterNode[], folder: string) {
    this.nodes = nodes;
    this.#folder = folder;
  }

  /**
   * Starts the nodes and waits until they have found each other.
   * @throws Error with what a node said last where that takes over three minutes
   */
  static async start({ nodes: count = 3, settings = {} }: ClusterShape = {}): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), 'xunwen-cluster-'));
    giveTo(folder);
    const [home, java] = [resolve(openSearchHome(folder)), javaHome()];
    const ports = await freePorts(2 * count);
    const seeds = ports.slice(count);
    const managers = seeds.map((_, i) => `n${i + 1}`);
    const repository = join(folder, 'repository');
    giveTo(repository);
    const nodes = managers.map((name, i) => {
      const own = { httpPort: ports[i] ?? 0, transportPort: seeds[i] ?? 0, folder: join(folder, name) };
      return new ClusterNode({ home, java, name, seeds, managers, repository, settings, ...own });
    });
    const cluster = new Cluster(nodes, folder);
    for (const node of nodes) node.start();
    try {
      await cluster.isWhole();
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  get urls(): readonly string[] {
    return this.nodes.map(({ url }) => url);
  }

  /** Resolves when all nodes are in the cluster and every copy is in step. */
  async isWhole(): Promise<void> {
    const wanted = `wait_for_nodes=${this.nodes.length}&wait_for_status=green&wait_for_no_initializing_shards=true`;
    for (let waited = 0; waited < startsWithin; waited += 500) {
      for (const { url } of this.nodes) {
        const health = await fetch(`${url}/_cluster/health?${wanted}&timeout=1s`).catch(() => null);
        if (health?.status === 200) return;
      }
      if (this.nodes.some((node) => !node.isRunning)) break;
      await sleep(500);
    }
    throw new Error(`the cluster is not whole:\n${this.nodes.map((node) => node.lastWords()).join('\n')}`);
  }

  /** Ends all nodes and removes their data. */
  async stop(): Promise<void> {
    for (const node of this.nodes) node.signal('SIGCONT');
    await Promise.all(this.nodes.map((node) => node.end('SIGKILL')));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
