import type { Command } from 'commander';
import type { SearchAnswer } from '../../indexer/index.js';
import { searchAnswer } from '../schemas/answers.js';
import { readParameters } from '../schemas/parameters.js';
import { searchParameters, toSearchRequest } from '../schemas/search-parameters.js';
import { openAccess, type Access } from './access.js';
import type { ExitCode } from './exit-code.js';
import { formatAnswer } from './hit-list.js';
import { collect } from './repeated-flag.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { print } from './terminal.js';

/** The parameters of `GET /api/search` that the command has flags for. */
const parameterNames = ['page', 'size', 'sort', 'match', 'section', 'source', 'author', 'tag', 'from', 'to'] as const;
type ParameterName = (typeof parameterNames)[number];

type SearchFlags = Partial<Record<ParameterName, string | string[]>> & { readonly json?: boolean };

/** `xunwen search QUERY` */
export function addSearchCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('search')
    .summary('search the index')
    .description(
      'Searches as the page does: words, "a phrase", -without, a OR b, title: body: author: source: section: tag:,\n' +
        'parentheses. Put the query into quotes, so that the shell leaves it alone.',
    )
    .argument('[query...]')
    .allowUnknownOption()
    .option('--json', 'print the whole answer as JSON')
    .option('--size <number>', 'hits to show, 1 to 100', '10')
    .option('--page <number>', 'which page of hits', '1')
    .option('--sort <order>', 'relevance, newest or oldest')
    .option('--match <mode>', 'all words, any of them, or auto: any where all finds nothing')
    .option('--section <name>', 'only of this section; repeat it for any of several', collect)
    .option('--source <name>', 'only of this source', collect)
    .option('--author <name>', 'only of this author', collect)
    .option('--tag <name>', 'only with this tag', collect)
    .option('--from <date>', 'from this day on, YYYY-MM-DD')
    .option('--to <date>', 'up to this day')
    .action(async (words: string[], flags: SearchFlags) => {
      const unknown = words.find((word) => /^-(?:-|[a-z]$)/i.test(word) && beforeDashes(process.argv).includes(word));
      if (unknown !== undefined) command.error(`error: unknown option '${unknown}'`);
      const query = words.filter((word) => word !== '--').join(' ');
      exit(await search(command, query, flags));
    });
  addSettingFlags(command, 'general');
}

/** The arguments that may be options: those before `--`. */
function beforeDashes(args: readonly string[]): readonly string[] {
  return args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
}

async function search(command: Command, q: string, flags: SearchFlags): Promise<ExitCode> {
  const config = configOf(command);
  const parameters = { q, ...Object.fromEntries(parameterNames.map((name) => [name, flags[name]])) };
  const request = toSearchRequest(readParameters(searchParameters, parameters));
  const access = await openAccess(config, { readOnly: true });
  try {
    const answer =
      access.kind === 'engine' ? await access.engine.search.search(request) : await ask(access, parameters);
    print(flags.json === true ? JSON.stringify(answer, null, 2) : formatAnswer(answer));
  } finally {
    await access.close();
  }
  return 0;
}

async function ask(
  { client }: Extract<Access, { kind: 'service' }>,
  parameters: Readonly<Record<string, string | string[] | undefined>>,
): Promise<SearchAnswer> {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(parameters)) {
    for (const value of [values ?? []].flat()) query.append(name, value);
  }
  return searchAnswer.parse(await client.get(`/api/search?${query.toString()}`));
}
