import { readFile } from 'node:fs/promises';
import { CorpusError } from '../errors.js';
import { parseSiteRules, type SiteRules } from '../page/html/site-rules.js';
import { describeFailure, isSystemError } from './failure.js';

/**
 * Reads site rules from a file of JSON; see `parseSiteRules`.
 * @throws CorpusError with code `unreadable` or `invalid_rules`
 */
export async function readSiteRules(file: string): Promise<SiteRules> {
  try {
    return parseSiteRules(await readFile(file, 'utf8'));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CorpusError('unreadable', `${file}: ${describeFailure(error)}`, { cause: error });
  }
}
