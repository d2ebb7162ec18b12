import type { Command } from 'commander';
import { parseFieldMap, readPath, type FieldMap } from '../../corpus/index.js';
import type { ExitCode } from './exit-code.js';
import { ProblemList } from './problem-list.js';
import { printNext, say } from './terminal.js';

/** `xunwen read PATH…` */
export function addReadCommand(program: Command, exit: (code: ExitCode) => void): void {
  program
    .command('read')
    .summary('show what the readers make of files')
    .description(
      'Prints what the readers make of each PATH, one article a line as JSON. Nothing is stored.\n' +
        'Takes the same kinds of files as "xunwen index". Exits with 2 where nothing at all could be read.',
    )
    .argument('<path...>')
    .option('--map <fields>', 'names of the fields in the files, such as body=content,publishedAt=meta.ctime')
    .action(async (paths: string[], { map }: { map?: string }) => {
      exit(await read(paths, map === undefined ? undefined : parseFieldMap(map)));
    });
}

async function read(paths: readonly string[], map: FieldMap | undefined): Promise<ExitCode> {
  const problems = new ProblemList(say);
  let articles = 0;
  for (const path of paths) {
    for await (const reading of readPath(path, { map })) {
      if (reading.kind === 'problem') problems.add(reading);
      else await printNext(JSON.stringify(reading.article));
      articles += Number(reading.kind === 'article');
    }
  }
  problems.end();
  return articles > 0 ? 0 : 2;
}
