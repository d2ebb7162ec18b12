import type { Command } from 'commander';
import { lineOfRule, readNamedFile, Synonyms, type SynonymChange, type SynonymRule } from '../../indexer/index.js';
import { synonymChange, synonymInput, synonymsAnswer } from '../schemas/words.js';
import type { WordAccess } from './access.js';
import { checkedArgument } from './checked-argument.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags } from './setting-flags.js';
import { counted, grouped, say } from './terminal.js';
import { printEntries, removeThrough, withWords } from './word-lists.js';

const path = '/api/admin/synonyms';

/** `xunwen synonyms add|remove|list|import` */
export function addSynonymsCommand(program: Command, exit: (code: ExitCode) => void): void {
  const synonyms = program
    .command('synonyms')
    .summary('let words find each other')
    .description(
      'Words that stand for each other in queries: 北约 北大西洋公约组织. In one direction: 世卫 "=>" 世界卫生组织, so\n' +
        'that who asks for 世卫 finds the other as well. In force at once, also in a running service.',
    );
  const add = synonyms.command('add').summary('add a group, or a rule with "=>" between its sides');
  add.argument('<words...>', 'a word each, or "=>"', withNext);
  add.action(async (words: string[]) => exit(await change(add, adding(words.join(' '), 'the command line'))));
  const remove = synonyms.command('remove <words...>').summary('take words out of all groups and rules');
  remove.action(async (words: string[]) => exit(await change(remove, removing(words))));
  const list = synonyms.command('list').summary('print all, one a line').option('--json', 'print them as JSON');
  list.action(async ({ json = false }: { json?: boolean }) => exit(await printAll(list, json)));
  const bring = synonyms.command('import <file>').summary('add those of a file, a group or rule a line, all or none');
  bring.action(async (file: string) => exit(await change(bring, adding(readNamedFile(file), file))));
  for (const command of [add, remove, list, bring]) addSettingFlags(command, 'general');
}

const word = checkedArgument(synonymInput);

/** One argument more: the arrow, or a word that is none in parts, nor a comment. */
function withNext(given: string, before: readonly string[] = []): readonly string[] {
  return [...before, given === '=>' ? given : word(given)];
}

type Task = (access: WordAccess) => Promise<SynonymChange>;

/** Looks at the rules here first, so that what is wrong is said by the file's name and line. */
function adding(text: string, source: string): Task {
  Synonyms.parse(text, source);
  return async (access) =>
    access.kind === 'files'
      ? access.synonyms.add(text, source)
      : synonymChange.parse(await access.client.postText(path, text));
}

function removing(words: readonly string[]): Task {
  return async (access) => {
    if (access.kind === 'files') return access.synonyms.remove(words);
    const changes = await removeThrough(access.client, path, words, synonymChange);
    const sum = (what: keyof SynonymChange): number => changes.reduce((total, one) => total + one[what], 0);
    return { added: sum('added'), removed: sum('removed') };
  };
}

async function change(command: Command, task: Task): Promise<ExitCode> {
  const { added, removed } = await withWords(command, { readOnly: false }, task);
  say(`${counted(added, 'rule')} added, ${grouped(removed)} removed`);
  return 0;
}

async function printAll(command: Command, json: boolean): Promise<ExitCode> {
  printEntries(await withWords(command, { readOnly: true }, rulesOf), 'rules', { json, lineOf: lineOfRule });
  return 0;
}

async function rulesOf(access: WordAccess): Promise<readonly SynonymRule[]> {
  if (access.kind === 'files') return access.synonyms.current.rules;
  return synonymsAnswer.parse(await access.client.get(path)).rules;
}
