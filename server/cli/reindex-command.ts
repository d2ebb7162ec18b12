import type { Command } from 'commander';
import { allWords, Analyzer, readDictionary, type ReindexReport } from '../../indexer/index.js';
import { Closers } from '../closers.js';
import { KeepingError } from '../keeping/index.js';
import { ClusterStorage } from '../storage/index.js';
import type { ExitCode } from './exit-code.js';
import { cuttingThreads } from './cutting-threads.js';
import { createProgress } from './progress.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { counted, print } from './terminal.js';

/** `xunwen reindex` */
export function addReindexCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('reindex')
    .summary("build a cluster's index anew beside the old one, and have it searched")
    .description(
      'For an OpenSearch cluster: after an update that says so, and to rank by the mean length of the articles there are.\n' +
        'Searches and writes go on. The index from before is kept: --back has it searched again, brought up to date.\n' +
        'What was interrupted goes on when it is called again.',
    )
    .option('--back', 'have the index searched that was searched before')
    .action(async ({ back = false }: { back?: boolean }) => exit(await reindex(command, back)));
  addSettingFlags(command, 'general');
}

async function reindex(command: Command, back: boolean): Promise<ExitCode> {
  const config = configOf(command);
  if (config.engine !== 'opensearch') {
    throw new KeepingError(
      'the index of a data folder is built anew by itself where that is needed; reindex is for XUNWEN_ENGINE=opensearch',
    );
  }
  const report = await Closers.opening(async (closers) => {
    const storage = await ClusterStorage.open(config);
    closers.add(() => storage.close());
    const words = await readDictionary({ own: storage.dictionary, operators: config.userDictionary });
    const analyzer = new Analyzer(allWords(words), cuttingThreads);
    closers.add(() => analyzer.close());
    const done = await run(storage, analyzer, back);
    await closers.close();
    return done;
  });
  if (report === null) throw new KeepingError('there is no index from before');
  print(`${counted(report.articles, 'article')} in ${report.index}, which is searched now`);
  return 0;
}

async function run(storage: ClusterStorage, analyzer: Analyzer, back: boolean): Promise<ReindexReport | null> {
  const progress = createProgress(0);
  try {
    const reindexer = await storage.openReindexer(analyzer, (count) => progress.addArticles(count));
    return back ? await reindexer.goBack() : await reindexer.reindex();
  } finally {
    progress.stop();
  }
}
