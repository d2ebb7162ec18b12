import { isDeepStrictEqual } from 'node:util';
import type { Article, ArticleStore, StoreChange, StoredArticle } from '../../../corpus/index.js';
import { foldArticle } from '../../../indexer/index.js';

/** Articles that are read and written at once: of long ones some megabytes. */
const batchSize = 200;

/** How many articles were moved so far. */
export interface MovedArticles {
  /** Written. */
  moved: number;
  /** Stood there exactly so, and were passed over. */
  stood: number;
}

/**
 * Puts the articles of a store into another, where they take the place of others of the same id. Those that stand there
 * exactly so are passed over, so that what broke off can be done again.
 * @param tally counted up with each batch that is written
 * @throws CorpusError
 */
export async function moveArticles(from: ArticleStore, to: ArticleStore, tally: MovedArticles): Promise<void> {
  for await (const changes of from.changesSince(0, batchSize)) {
    const wanted = changes.flatMap(({ stored }) => (stored === null ? [] : asNow(stored.article)));
    const there = await to.get(wanted.map(({ article }) => article.id));
    const lacking = wanted.filter((one, i) => !isDeepStrictEqual(there[i], one));
    if (lacking.length > 0) await to.put(lacking);
    tally.moved += lacking.length;
    tally.stood += wanted.length - lacking.length;
  }
}

/** How a store differs from one whose articles were put into it. */
export interface Comparison {
  /** Articles of the source. */
  readonly articles: number;
  /** Articles of the target that the source has not. */
  readonly besides: number;
  /** Ids of articles that are not in the target. */
  readonly missing: readonly string[];
  /** Ids of those that are other ones there. */
  readonly different: readonly string[];
  /** Ids of articles that were deleted from the source, and are in the target. */
  readonly deleted: readonly string[];
}

/**
 * Reads both stores again, and compares each article.
 * @throws CorpusError
 */
export async function compareArticles(from: ArticleStore, to: ArticleStore): Promise<Comparison> {
  const ids: Record<Verdict, string[]> = { same: [], missing: [], different: [], deleted: [], gone: [] };
  for await (const changes of from.changesSince(0, batchSize)) {
    const there = await to.get(changes.map(({ id }) => id));
    changes.forEach((change, i) => ids[verdictOn(change, there[i])].push(change.id));
  }
  const { same, missing, different, deleted } = ids;
  const found = same.length + different.length;
  const besides = (await to.count()) - found;
  return { articles: found + missing.length, besides, missing, different, deleted };
}

type Verdict = 'same' | 'missing' | 'different' | 'deleted' | 'gone';

function verdictOn({ stored }: StoreChange, there: StoredArticle | undefined): Verdict {
  if (stored === null) return there === undefined ? 'gone' : 'deleted';
  if (there === undefined) return 'missing';
  return isDeepStrictEqual(there, asNow(stored.article)) ? 'same' : 'different';
}

/** Folded anew, at some thousandths of a second for a hundred: an older xunwen may have folded it otherwise. */
function asNow(article: Article): StoredArticle {
  return { article, folded: foldArticle(article) };
}
