import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClusterConnection } from '../../corpus/index.js';
import { cleanUp, newFolder, startService, xunwen, type Outcome, type Service } from '../server/cli-process.js';
import { connections, type Connections } from './connections.js';
import { nodeUrls } from './one-cluster.js';

type Settings = Readonly<Record<string, string>>;

/** The command line on a cluster: indices, a repository and a data folder of each test's own. */
export interface ClusterCommands extends Connections {
  /** The repository's name. */
  readonly repository: string;
  /** Runs a command to its end. @param more settings in place of the usual ones, by their names */
  readonly run: (args: readonly string[], more?: Settings) => Promise<Outcome>;
  /** Starts a service and waits until it answers. */
  readonly serve: () => Promise<Service>;
  /** Where the files of the repository are. */
  readonly files: () => Promise<string>;
}

const nodeSettings = z.object({
  nodes: z.record(z.string(), z.object({ settings: z.object({ path: z.object({ repo: z.tuple([z.string()]) }) }) })),
});

/** Commands for the tests of one `describe`. @param name with which the names of indices begin, and the repository's */
export function clusterCommands(name: string): ClusterCommands {
  const repository = `${name}-repository`;
  const own: { connection?: ClusterConnection; data?: string } = {};
  const connection = (): ClusterConnection => {
    if (own.connection === undefined) throw new Error('this is for tests');
    return own.connection;
  };
  const files = async (): Promise<string> => {
    const { nodes } = await connection().ask(nodeSettings, { method: 'GET', path: ['_nodes', 'settings'] });
    const [folder = ''] = Object.values(nodes).flatMap(({ settings }) => settings.path.repo);
    return join(folder, connection().options.prefix);
  };
  const environment = (): Settings => ({
    XUNWEN_ENGINE: 'opensearch',
    XUNWEN_OPENSEARCH_NODES: nodeUrls().join(','),
    XUNWEN_OPENSEARCH_PREFIX: connection().options.prefix,
    XUNWEN_DATA: own.data ?? '',
    XUNWEN_PORT: '0',
  });

  // Before those of `connections`: a service that still runs would make indices anew.
  afterEach(cleanUp);
  afterEach(async () => {
    await connection().ask(z.unknown(), { method: 'DELETE', path: ['_snapshot', repository] });
    rmSync(await files(), { recursive: true, force: true });
  });
  const made = connections(name);
  beforeEach(async () => {
    own.connection = await made.connect();
    own.data = join(newFolder(), 'data');
    const body = { type: 'fs', settings: { location: own.connection.options.prefix } };
    await own.connection.ask(z.unknown(), { method: 'PUT', path: ['_snapshot', repository], body });
  });

  return {
    ...made,
    repository,
    files,
    run: (args, more = {}) => xunwen(args, { env: { ...environment(), ...more } }),
    serve: () => startService(own.data ?? '', { env: environment() }),
  };
}
