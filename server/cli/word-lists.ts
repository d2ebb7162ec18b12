import type { Command } from 'commander';
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

/** The address at which a service removes words from one of its lists. */
export function removalPath(path: string, words: readonly string[]): string {
  return `${path}?${words.map((word) => `word=${encodeURIComponent(word)}`).join('&')}`;
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
