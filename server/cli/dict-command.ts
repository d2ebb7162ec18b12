import type { Command } from 'commander';
import {
  lineOf,
  parseUserWords,
  readNamedFile,
  type DictionaryChange,
  type ListedWord,
  type UserWord,
} from '../../indexer/index.js';
import { dictionaryAnswer, dictionaryChange, tagInput, wordInput, writtenFrequency } from '../schemas/words.js';
import type { WordAccess } from './access.js';
import { checkedArgument } from './checked-argument.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags } from './setting-flags.js';
import { counted, say } from './terminal.js';
import { printEntries, removeThrough, withWords } from './word-lists.js';

const path = '/api/admin/dictionary';

/** `xunwen dict add|remove|list|import` */
export function addDictCommand(program: Command, exit: (code: ExitCode) => void): void {
  const dict = program
    .command('dict')
    .summary('teach jieba words')
    .description(
      'Words that jieba is to cut as one, such as names. In force at once, also in a running service; only the articles\n' +
        'that hold them are analysed again. Simplified and traditional count as the same.',
    );
  const add = dict
    .command('add')
    .summary('add a word, or give it another frequency or tag')
    .argument('<word>', 'without white space', checkedArgument(wordInput))
    .option('--frequency <number>', "how often it comes up beside jieba's own words", checkedArgument(writtenFrequency))
    .option('--tag <tag>', 'part of speech, such as nr', checkedArgument(tagInput))
    .action(async (word: string, { frequency = null, tag = null }: Partial<UserWord>) => {
      exit(await change(add, adding(lineOf({ word, frequency, tag }), 'the command line')));
    });
  const remove = dict.command('remove <words...>').summary('remove words');
  remove.action(async (words: string[]) => exit(await change(remove, removing(words))));
  const list = dict.command('list').summary('print all words, one a line').option('--json', 'print them as JSON');
  list.action(async ({ json = false }: { json?: boolean }) => exit(await printAll(list, json)));
  const bring = dict.command('import <file>').summary("add the words of a file in jieba's form, all or none");
  bring.action(async (file: string) => exit(await change(bring, adding(readNamedFile(file), file))));
  for (const command of [add, remove, list, bring]) addSettingFlags(command, 'general');
}

type Task = (access: WordAccess) => Promise<DictionaryChange>;

/** Looks at the words here first, so that what is wrong is said by the file's name and line. */
function adding(text: string, source: string): Task {
  parseUserWords(text, source);
  return async (access) =>
    access.kind === 'files'
      ? access.dictionary.add(text, source)
      : dictionaryChange.parse(await access.client.postText(path, text));
}

function removing(words: readonly string[]): Task {
  return async (access) => {
    if (access.kind === 'files') return access.dictionary.remove(words);
    const changes = await removeThrough(access.client, path, words, dictionaryChange);
    const reanalyzed = changes.reduce((sum, one) => sum + one.reanalyzed, 0);
    return { changed: changes.flatMap(({ changed }) => changed), reanalyzed, stillCut: [] };
  };
}

async function change(command: Command, task: Task): Promise<ExitCode> {
  await withWords(command, { readOnly: false }, async (access) => {
    const { changed, reanalyzed, stillCut } = await task(access);
    const outcome = outcomeOf(access, reanalyzed);
    say(changed.length === 0 ? 'no word changed' : `${counted(changed.length, 'word')} changed; ${outcome}`);
    for (const { word, parts } of stillCut.slice(0, 10)) {
      say(`${word} is still cut, as ${parts.join(' / ')}: ${adviceFor(word)}`);
    }
  });
  return 0;
}

function outcomeOf(access: WordAccess, reanalyzed: number): string {
  if (access.kind === 'service') return `${counted(reanalyzed, 'article')} analysed again`;
  const when = access.isShared ? 'services that run analyse again' : 'the next start analyses again';
  return `${when} the articles that hold them`;
}

function adviceFor(word: string): string {
  const hasSigns = /^[^\p{L}\p{M}\p{N}]|[^\p{L}\p{M}\p{N}]$/u.test(word);
  return hasSigns ? 'signs at its ends cannot be taught' : 'give it a higher frequency';
}

async function printAll(command: Command, json: boolean): Promise<ExitCode> {
  printEntries(await withWords(command, { readOnly: true }, listOf), 'words', { json, lineOf });
  return 0;
}

async function listOf(access: WordAccess): Promise<readonly ListedWord[]> {
  return access.kind === 'files'
    ? access.dictionary.list()
    : dictionaryAnswer.parse(await access.client.get(path)).words;
}
