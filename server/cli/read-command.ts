import type { Command } from 'commander';
import { parseFieldMap, readSiteRules, type HtmlPage } from '../../corpus/index.js';
import type { ExitCode } from './exit-code.js';
import { pageExplanation } from './page-explanation.js';
import { ProblemList } from './problem-list.js';
import { collect } from './repeated-flag.js';
import { readAny, type ReadAnyOptions } from './read-url.js';
import { print, printNext, say } from './terminal.js';

/** `xunwen read PATH…` */
export function addReadCommand(program: Command, exit: (code: ExitCode) => void): void {
  program
    .command('read')
    .summary('show what the readers make of files')
    .description(
      'Prints what the readers make of each PATH, one article a line as JSON. Nothing is stored.\n' +
        'Takes the same kinds of files as "xunwen index", and addresses of news pages, which are fetched. Exits with 2 where nothing at all could be read.',
    )
    .argument('<path...>')
    .option('--map <fields>', 'names of the fields in the files, such as body=content,publishedAt=meta.ctime')
    .option('--explain', 'of saved web pages, where each field comes from and how sure it is, instead of the article')
    .option('--rules <file>', 'CSS selectors for the saved web pages of some sites, as JSON by host name')
    .option('--allow-private <host>', 'a host that may have a private address, such as localhost:8080', collect, [])
    .action(async (paths: string[], { map, explain = false, rules: file, allowPrivate }: ReadFlags) => {
      const rules = file === undefined ? undefined : await readSiteRules(file);
      const options = { rules, allowPrivate, map: map === undefined ? undefined : parseFieldMap(map) };
      exit(explain ? await explainPaths(paths, options) : await read(paths, options));
    });
}

interface ReadFlags {
  readonly map?: string;
  readonly explain?: boolean;
  readonly rules?: string;
  readonly allowPrivate: readonly string[];
}

async function read(paths: readonly string[], options: ReadAnyOptions): Promise<ExitCode> {
  const problems = new ProblemList(say);
  let articles = 0;
  for (const path of paths) {
    for await (const reading of readAny(path, options)) {
      if (reading.kind === 'problem') problems.add(reading);
      else await printNext(JSON.stringify(reading.article));
      articles += Number(reading.kind === 'article');
    }
  }
  problems.end();
  return articles > 0 ? 0 : 2;
}

/** Explains the pages among what the paths hold; other files are said to have nothing to explain. */
async function explainPaths(paths: readonly string[], options: ReadAnyOptions): Promise<ExitCode> {
  const problems = new ProblemList(say);
  let pages = 0;
  for (const path of paths) {
    let last: string | null = null;
    const onPage = (file: string, page: HtmlPage): void => {
      for (const line of [...(pages === 0 ? [] : ['']), ...pageExplanation(file, page)]) print(line);
      last = file;
      pages++;
    };
    for await (const reading of readAny(path, { ...options, onPage })) {
      if (reading.file === last) continue;
      if (reading.kind === 'problem') problems.add(reading);
      else say(`${reading.file}: no saved web page, nothing to explain`);
      last = reading.file;
    }
  }
  problems.end();
  return pages > 0 ? 0 : 2;
}
