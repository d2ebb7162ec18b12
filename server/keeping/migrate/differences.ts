import type { Finding } from '../../doctor/index.js';
import type { Storage } from '../../storage/index.js';
import type { Comparison } from './articles.js';
import { movableLists } from './move-list.js';

/** Names that are told of each kind. */
const most = 5;

/**
 * What is wrong with the articles of a target, a clause each; nothing where it has all of the source.
 * @param mayHaveMore whether it may have articles that the source has not
 */
export function differencesOf(
  { missing, different, deleted, besides }: Comparison,
  mayHaveMore: boolean,
): readonly string[] {
  const more = besides > 0 && !mayHaveMore ? [`articles there that were not moved: ${besides}`] : [];
  return [
    ...told(missing, 'missing articles'),
    ...told(different, 'articles that are not the same'),
    ...told(deleted, 'articles there that the source has deleted, to be deleted where they are not wanted'),
    ...more,
  ];
}

/** The same of the lists of two storages. @throws IndexerError, AccessError */
export async function differencesOfLists(from: Storage, to: Storage): Promise<readonly string[]> {
  const differences: string[] = [];
  for (const list of movableLists) {
    differences.push(...told(await list.differing(from, to), `${list.title} missing or not the same`));
  }
  return differences;
}

/** The same of an index. */
export function differenceOf({ level, told: what }: Finding): readonly string[] {
  return level === 'fail' ? [`the index does not agree: ${what}`] : [];
}

function told(names: readonly string[], what: string): readonly string[] {
  if (names.length === 0) return [];
  const some = names.slice(0, most).join(', ');
  return [`${what}: ${names.length} (${some}${names.length > most ? ', …' : ''})`];
}
