import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a node is and how it is to be. */
export interface NodeOptions {
  /** Of the unpacked distribution, and of the Java that runs it. */
  readonly home: string;
  readonly java: string;
  /** Of its own: settings, data, logs. */
  readonly folder: string;
  readonly name: string;
  readonly httpPort: number;
  readonly transportPort: number;
  /** Of all nodes, its own among them. */
  readonly seeds: readonly number[];
  readonly managers: readonly string[];
  /** Where snapshots may be written. */
  readonly repository: string;
  /** Beside the usual ones. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** OpenSearch refuses to run as root; then it runs as nobody. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

/** Lets a node have a folder. */
export function giveTo(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (isRoot) chownSync(folder, nobody, nobody);
}

/** An OpenSearch process. */
export class ClusterNode {
  readonly url: string;
  readonly name: string;
  readonly #options: NodeOptions;
  readonly #config: string;
  #child: ChildProcess | null = null;

  constructor(options: NodeOptions) {
    this.#options = options;
    this.name = options.name;
    this.url = `http://127.0.0.1:${options.httpPort}`;
    this.#config = join(options.folder, 'config');
    this.#configure();
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Starts it; it answers some ten seconds later. */
  start(): void {
    const { home, folder } = this.#options;
    const out = openSync(join(folder, 'out'), 'a');
    const env = {
      ...process.env,
      OPENSEARCH_JAVA_HOME: this.#options.java,
      OPENSEARCH_PATH_CONF: this.#config,
      OPENSEARCH_TMPDIR: join(folder, 'tmp'),
      OPENSEARCH_JAVA_OPTS: '-Xms1g -Xmx1g',
    };
    const user = isRoot ? { uid: nobody, gid: nobody } : {};
    this.#child = spawn(join(home, 'bin', 'opensearch'), [], { env, stdio: ['ignore', out, out], ...user });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Sends a signal that ends it, and waits for its end. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === null || !this.isRunning) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  /** The last of what it said, for errors. */
  lastWords(): string {
    return readFileSync(join(this.#options.folder, 'out'), 'utf8').slice(-2000);
  }

  #configure(): void {
    const { folder, home } = this.#options;
    for (const name of ['', 'config', 'data', 'logs', 'tmp']) giveTo(join(folder, name));
    // Not copied with its mode, which closes it to all but its owner.
    writeFileSync(join(this.#config, 'log4j2.properties'), readFileSync(join(home, 'config', 'log4j2.properties')));
    writeFileSync(join(this.#config, 'opensearch.yml'), JSON.stringify(this.#settings(), null, 2));
    const java = ['-XX:+UseSerialGC', '-XX:-UsePerfData', '-Djava.io.tmpdir=${OPENSEARCH_TMPDIR}'];
    const jvm = [...java, `-XX:ErrorFile=${join(folder, 'logs', 'hs_err.log')}`, '18-:-Djava.security.manager=allow'];
    writeFileSync(join(this.#config, 'jvm.options'), `${jvm.join('\n')}\n`);
  }

  #settings(): Readonly<Record<string, unknown>> {
    const { name, httpPort, transportPort, folder, seeds, managers, repository } = this.#options;
    return {
      'cluster.name': 'xunwen-test',
      'node.name': name,
      'network.host': '127.0.0.1',
      'http.port': httpPort,
      'transport.port': transportPort,
      'discovery.seed_hosts': seeds.map((port) => `127.0.0.1:${port}`),
      'cluster.initial_cluster_manager_nodes': managers,
      'path.data': join(folder, 'data'),
      'path.logs': join(folder, 'logs'),
      'path.repo': repository,
      'node.store.allow_mmap': false,
      'cluster.routing.allocation.disk.threshold_enabled': false,
      ...this.#options.settings,
    };
  }
}
