import type { Command } from 'commander';
import { blockedForm } from '../../indexer/index.js';
import { blockedAnswer } from '../schemas/blocked.js';
import { openBlockList, type BlockListAccess } from './access.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { counted, grouped, print, say } from './terminal.js';

/** Does something with the block list. */
type Task<T> = (access: BlockListAccess) => Promise<T>;

const path = '/api/admin/blocked';

/** `xunwen block add|remove|list` */
export function addBlockCommand(program: Command, exit: (code: ExitCode) => void): void {
  const block = program
    .command('block')
    .summary('keep words out of the suggestions')
    .description(
      'Words that stand in no suggestion: none that holds one of them anywhere is shown, be it a word, a title or\n' +
        "readers' query. Simplified and traditional count as the same. In force at once; searches find what they found.",
    );
  const add = block.command('add <words...>').summary('block words');
  add.action(async (words: string[]) => exit(await change(add, words, 'added')));
  const remove = block.command('remove <words...>').summary('let words be suggested again');
  remove.action(async (words: string[]) => exit(await change(remove, words, 'removed')));
  const list = block.command('list').summary('print the blocked words, one a line');
  list.action(async () => {
    for (const word of await run(list, blockedWords, true)) print(word);
    exit(0);
  });
  for (const command of [add, remove, list]) addSettingFlags(command, 'general');
}

async function change(command: Command, words: readonly string[], what: 'added' | 'removed'): Promise<ExitCode> {
  const forms = words.map((word) => ({ word, form: blockedForm(word) }));
  const wrong = forms.find(({ form }) => form === null);
  if (wrong !== undefined) command.error(`error: "${wrong.word}" has to be of 1 to 64 characters, not of signs alone`);
  const folded = forms.flatMap(({ form }) => form ?? []);
  const task = what === 'added' ? adding(folded) : removing(folded);
  const [before, after] = await run(
    command,
    async (access) => [await blockedWords(access), await task(access)] as const,
  );
  say(`${counted(Math.abs(after.length - before.length), 'word')} ${what}, ${grouped(after.length)} blocked`);
  return 0;
}

async function run<T>(command: Command, task: Task<T>, readOnly = false): Promise<T> {
  const access = await openBlockList(configOf(command), { readOnly });
  try {
    return await task(access);
  } finally {
    await access.close();
  }
}

async function blockedWords(access: BlockListAccess): Promise<readonly string[]> {
  return access.kind === 'list' ? access.list.words : wordsOf(await access.client.get(path));
}

/** Gives all words that are blocked then. */
function adding(words: readonly string[]): Task<readonly string[]> {
  return async (access) => {
    if (access.kind === 'service') return wordsOf(await access.client.send('POST', path, { words }));
    await access.list.add(words);
    return access.list.words;
  };
}

/** Gives all words that are blocked then. */
function removing(words: readonly string[]): Task<readonly string[]> {
  return async (access) => {
    if (access.kind === 'list') await access.list.remove(words);
    else for (const word of words) await access.client.send('DELETE', `${path}/${encodeURIComponent(word)}`);
    return blockedWords(access);
  };
}

function wordsOf(answer: unknown): readonly string[] {
  return blockedAnswer.parse(answer).words;
}
