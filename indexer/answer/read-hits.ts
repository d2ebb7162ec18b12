import type { ArticleStore, StoredArticle } from '../../corpus/index.js';
import { foldedParts } from '../article-text.js';
import type { IndexHit } from '../index/search-index.js';
import type { Query } from '../query/match-tree.js';
import type { Needle } from '../query/needle.js';
import { WorkSlices } from '../work-slices.js';
import { articleFacts } from './article-facts.js';
import { highlight } from './highlight.js';
import type { Duplicates, Hit } from './search-answer.js';
import { snippets } from './snippets.js';

/** Copies of a story that a hit names; it counts them all. */
const namedCopies = 20;

/** One page of stored articles with their scores; articles deleted since the index was asked are left out. */
export interface HitTexts {
  readonly stored: readonly StoredArticle[];
  readonly hits: readonly Hit[];
}

/** Reads the articles of one page of hits and marks what of the query stands in them. */
export async function readHits(store: ArticleStore, found: readonly IndexHit[], query: Query): Promise<HitTexts> {
  const all = await store.get(found.map((hit) => hit.id));
  const copies = await readCopies(store, found);
  const stored: StoredArticle[] = [];
  const hits: Hit[] = [];
  const slices = new WorkSlices();
  for (const [i, entry] of all.entries()) {
    const hit = found[i];
    if (entry === undefined || hit === undefined) continue;
    stored.push(entry);
    hits.push(toHit(entry, hit, { needles: query.needles, copies }));
    if (slices.isOver) await slices.next();
  }
  return { stored, hits };
}

type Copies = ReadonlyMap<string, StoredArticle>;

/** The copies that hits name, by id. */
async function readCopies(store: ArticleStore, found: readonly IndexHit[]): Promise<Copies> {
  const ids = found.flatMap(({ copies }) => copies.slice(0, namedCopies));
  if (ids.length === 0) return new Map();
  const stored = await store.get(ids);
  return new Map(stored.flatMap((entry) => (entry === undefined ? [] : [[entry.article.id, entry]])));
}

function toHit(
  { article, folded }: StoredArticle,
  { score, explanation, copies }: IndexHit,
  known: { readonly needles: readonly Needle[]; readonly copies: Copies },
): Hit {
  const { title, body } = foldedParts(folded);
  return {
    ...articleFacts(article),
    score,
    highlights: {
      title: highlight(markable(article.title, title), inField(known.needles, 'title')),
      snippets: snippets(markable(article.body, body), inField(known.needles, 'body')),
    },
    duplicates: duplicates(copies, known.copies),
    ...(explanation === undefined ? {} : { explanation }),
  };
}

function duplicates(ids: readonly string[], copies: Copies): Duplicates {
  const named = ids.flatMap((id) => copies.get(id) ?? []).map(({ article }) => article);
  return {
    count: ids.length,
    ids: named.map(({ id }) => id),
    articles: named.map(({ id, url, title, source, publishedAt }) => ({ id, url, title, source, publishedAt })),
  };
}

function markable(original: string, part: { text: string; map: Parameters<typeof highlight>[0]['map'] }) {
  return { original, folded: part.text, map: part.map };
}

function inField(needles: readonly Needle[], field: 'title' | 'body'): Needle[] {
  return needles.filter((needle) => needle.field === null || needle.field === field);
}
