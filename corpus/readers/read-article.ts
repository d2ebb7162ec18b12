import { CorpusError } from '../errors.js';
import { parseArticle } from '../parse-article.js';
import { oneLine } from '../plain-text.js';
import { applyFieldMap } from './field-map.js';
import type { Origin, ProblemReading, Reading } from './reading.js';

/** One parsed value as a reading: the article, or what keeps it from being one. */
export function readArticle(input: unknown, origin: Origin, line: number | null): Reading {
  try {
    const article = parseArticle(origin.map === undefined ? input : applyFieldMap(origin.map, input));
    return { kind: 'article', article, file: origin.file, line };
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    return invalid(origin, line, error.message);
  }
}

/** A reading for something that is no article. */
export function invalid(origin: Origin, line: number | null, detail: string): ProblemReading {
  return { kind: 'problem', file: origin.file, line, code: 'invalid_article', detail };
}

/** A reading for a file that cannot be read, or not further than `line`. */
export function unreadable(origin: Origin, line: number | null, detail: string): ProblemReading {
  return { kind: 'problem', file: origin.file, line, code: 'unreadable', detail };
}

/** Why a text is not JSON, for people: without line ends or control characters from the text. */
export function describeSyntaxError(error: SyntaxError): string {
  return `not JSON: ${oneLine(error.message)}`;
}
