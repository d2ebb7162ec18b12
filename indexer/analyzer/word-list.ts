import { IndexerError } from '../errors.js';

/** Problems that a message tells; there may be one in every line. */
const mostTold = 5;

/** What a line says, or, as a text, what is wrong with it. */
type Parse<T extends object> = (content: string, line: number) => T | string;

/**
 * The entries of a file of words or rules, a line each. Empty lines and those that begin with `#` are left out.
 * @param file how the file is called where something is wrong
 * @param parse given the lines in order, with their numbers from 1; control characters but tabs it never sees
 * @throws IndexerError `invalid_words` with the first bad lines and why they are bad
 */
export function parseWordList<T extends object>(text: string, file: string, parse: Parse<T>): T[] {
  const entries: T[] = [];
  const problems: string[] = [];
  text.split(/\r?\n/).forEach((content, i) => {
    if (/^\s*(#|$)/.test(content)) return;
    const parsed = /[^\P{Cc}\t]/u.test(content) ? 'there is a control character in it' : parse(content, i + 1);
    if (typeof parsed === 'string') problems.push(`line ${i + 1}: ${parsed}`);
    else entries.push(parsed);
  });
  if (problems.length > 0) throw new IndexerError('invalid_words', `${file}, ${told(problems)}`);
  return entries;
}

function told(problems: readonly string[]): string {
  const more = problems.length > mostTold ? `; and ${problems.length - mostTold} more` : '';
  return problems.slice(0, mostTold).join('; ') + more;
}
