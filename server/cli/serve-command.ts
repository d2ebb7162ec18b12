import type { Command } from 'commander';
import { pino, type Logger } from 'pino';
import type { Engine } from '../compose.js';
import type { Config } from '../config.js';
import { claimForService } from '../data-folder/index.js';
import { startServer, type RunningServer } from '../start-server.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { StopSignal } from './stop-signal.js';

/** `xunwen serve` */
export function addServeCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('serve')
    .summary('answer searches over HTTP, with the page')
    .description(
      'Serves the search page and the HTTP interface. Each setting is a flag and an environment variable; the flag wins.\n' +
        'Give the key by the environment: other users of this machine can see flags.',
    )
    .action(async () => exit(await serve(configOf(command))));
  addSettingFlags(command, 'all');
}

/** What else is done at the start. */
export interface ServeOptions {
  readonly prepare?: (engine: Engine) => Promise<void>;
  readonly present?: (server: RunningServer) => void;
}

/**
 * Serves until a signal to stop.
 * @param options `prepare` is done before searches are answered; `present` when they are
 * @throws FolderError, ListenError, and what `openEngine` throws
 */
export async function serve(config: Config, { prepare, present }: ServeOptions = {}): Promise<ExitCode> {
  const log = pino({ name: 'xunwen', level: config.logLevel });
  const signal = new StopSignal();
  // While it still loads, nothing has to be finished: the process may just end.
  const server = await Promise.race([start(config, log, prepare), signal.received]);
  if (server === undefined) return 0;
  log.info({ url: server.url, dataFolder: config.dataFolder }, `listening on ${server.url}`);
  present?.(server);
  await signal.received;
  log.info('stopping: running requests may end');
  await server.stop();
  log.info('stopped');
  return 0;
}

async function start(config: Config, log: Logger, prepare: ServeOptions['prepare']): Promise<RunningServer> {
  const waiting = 'waiting: another command has the data folder';
  const folder = await claimForService(config.dataFolder, () => log.warn(waiting));
  return startServer({ folder, config, log, prepare });
}
