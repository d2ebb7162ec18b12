import { join } from 'node:path';
import type { Command } from 'commander';
import { readPath, samplePath, type Article } from '../../corpus/index.js';
import type { Engine } from '../compose.js';
import type { Config } from '../config.js';
import type { RunningServer } from '../start-server.js';
import type { ExitCode } from './exit-code.js';
import { serve } from './serve-command.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { colors, counted, print } from './terminal.js';

/** `xunwen demo` */
export function addDemoCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('demo')
    .summary('serve the sample news, to try things out')
    .description('Serves the sample news of this project from a folder of its own, "demo" within the data folder.')
    .action(async () => {
      const config = demoConfig(configOf(command, { logLevel: 'warn' }));
      exit(await serve(config, { prepare: indexSample, present }));
    });
  addSettingFlags(command, 'all');
}

/** Never the data folder itself, nor a cluster: the sample must not get among somebody's news. */
function demoConfig(config: Config): Config {
  return Object.freeze({ ...config, engine: 'embedded', dataFolder: join(config.dataFolder, 'demo'), demo: true });
}

function present({ engine, url }: RunningServer): void {
  const count = engine.index.stats().articles;
  const lines = [
    `${colors.bold('寻闻 Xunwen')}: ${counted(count, 'article')} of sample news, invented for this demo.`,
    '',
    `  The page      ${colors.cyan(`${url}/`)}`,
    `  Over HTTP     curl '${url}/api/search?q=大桥'`,
    `  The interface ${url}/docs`,
    '  Your own news npx xunwen index news.ndjson && npx xunwen serve',
    '',
    'Ctrl-C stops it.',
  ];
  for (const line of lines) print(line);
}

/** Brings the index to the sample as it is now: what was edited is replaced, what was taken out is deleted. */
async function indexSample({ ingest, store }: Engine): Promise<void> {
  const articles: Article[] = [];
  for await (const reading of readPath(samplePath)) if (reading.kind === 'article') articles.push(reading.article);
  const sample = new Set(articles.map(({ id }) => id));
  const gone: string[] = [];
  for await (const batch of store.changesSince(0, 200)) {
    gone.push(...batch.filter(({ id, stored }) => stored !== null && !sample.has(id)).map(({ id }) => id));
  }
  await ingest.remove(gone);
  await ingest.write(articles);
}
