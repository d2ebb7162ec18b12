import type { Command } from 'commander';
import type { z } from 'zod';
import type { OwnerClient } from '../owner/index.js';
import { openWords, type WordAccess } from './access.js';
import { configOf } from './setting-flags.js';
import { print } from './terminal.js';

/** Does something with the word lists of a command's data folder, and lets go of the folder. */
export async function withWords<T>(
  command: Command,
  options: { readonly readOnly: boolean },
  task: (access: WordAccess) => Promise<T>,
): Promise<T> {
  const access = await openWords(configOf(command), options);
  try {
    return await task(access);
  } finally {
    await access.close();
  }
}

/** Characters of the words in an address: Node takes 16 KiB for the whole head of a request. */
const longestQuery = 8000;

/**
 * Removes words from a list of a service, in as many requests as their length asks for. Where one fails, those before
 * it hold.
 * @param answer what the service answers
 * @returns its answers
 * @throws ServiceError, FolderError `unreachable`
 */
export async function removeThrough<T>(
  client: OwnerClient,
  path: string,
  words: readonly string[],
  answer: z.ZodType<T>,
): Promise<T[]> {
  const answers: T[] = [];
  for (const query of queriesOf(words)) answers.push(answer.parse(await client.send('DELETE', `${path}?${query}`)));
  return answers;
}

function queriesOf(words: readonly string[]): string[] {
  const queries: string[] = [];
  for (const word of words.map((one) => `word=${encodeURIComponent(one)}`)) {
    const last = queries.at(-1);
    if (last === undefined || last.length + word.length > longestQuery) queries.push(word);
    else queries[queries.length - 1] = `${last}&${word}`;
  }
  return queries;
}

/**
 * Prints the entries of a list, one a line or as JSON.
 * @param name what they are called in JSON
 */
export function printEntries<T>(
  entries: readonly T[],
  name: string,
  { json, lineOf }: { readonly json: boolean; readonly lineOf: (entry: T) => string },
): void {
  if (json) print(JSON.stringify({ [name]: entries }));
  else for (const entry of entries) print(lineOf(entry));
}
