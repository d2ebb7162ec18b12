import { Analyzer, UserWords } from '../../indexer/index.js';
import type { Config } from '../config.js';
import { reachNow } from '../data-folder/index.js';
import { cluster } from './cluster.js';
import { databases } from './databases.js';
import { fail, found, ok, type Finding } from './finding.js';
import { dataFolder, disk, snapshotSize } from './folder.js';
import { memory, openFiles, versions } from './machine.js';
import { address, settings, sources, words } from './settings.js';

export type { Finding } from './finding.js';

/** Whether jieba runs here, tried on a sentence. */
async function jieba(): Promise<Finding> {
  const analyzer = new Analyzer(UserWords.none, 1);
  try {
    const cut = await analyzer.words(['揽月大桥今晨通车']);
    return ok('jieba', `cuts 揽月大桥今晨通车 as ${cut.flat().join(' / ')}`);
  } catch (error) {
    return fail(
      'jieba',
      String(error),
      'install again: npm ci; where it is compiled, g++, make and python3 are needed',
    );
  } finally {
    await analyzer.close();
  }
}

/** Looks at everything that a service needs; changes nothing. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  const { dataFolder: path, engine } = config;
  return Promise.all([
    found('versions', versions),
    found('jieba', jieba),
    found('words', () => words(config)),
    found('data folder', () => dataFolder(path)),
    ...(engine === 'opensearch' ? [found('cluster', () => cluster(config))] : []),
    found('databases', () => databases(path, engine)),
    found('disk', () => disk(path)),
    found('memory', async () =>
      memory(engine === 'embedded' ? snapshotSize(path) : 0, (await reachNow(path)) === 'served'),
    ),
    found('open files', openFiles),
    found('sources', () => sources(config)),
    found('address', () => address(config)),
    found('settings', () => settings(config)),
  ]);
}
