import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPath, type Article } from '../../../corpus/index.js';
import { foldArticle } from '../../../indexer/article-text.js';
import { columnFields } from '../../../indexer/index/column-fields.js';
import { Documents } from '../../../indexer/index/flexsearch/documents.js';
import { Stories } from '../../../indexer/index/flexsearch/stories.js';

/** What `eval -- stories` finds in the news. */
export interface StoryFigures {
  readonly articles: number;
  /** Stories that several articles tell, and how many articles these are. */
  readonly stories: number;
  readonly told: number;
  readonly bytesAnArticle: number;
  /** Microseconds that finding an article's copies takes, mean and worst. */
  readonly meanMicroseconds: number;
  readonly worstMicroseconds: number;
}

/**
 * Looks for copies among the news and writes them down to be read: each story with the titles, sources, times and bodies
 * of its articles, as JSON.
 * @param file where they go
 */
export async function evaluateStories(data: string, sets: readonly string[], file: string): Promise<StoryFigures> {
  const articles: Article[] = [];
  for (const set of sets) {
    for await (const reading of readPath(join(data, `news/${set}.ndjson.gz`))) {
      if (reading.kind === 'article') articles.push(reading.article);
    }
  }
  const documents = new Documents();
  const stories = new Stories(documents);
  const times = articles.map((article) => add(article, documents, stories));
  const groups = groupsOf(articles, stories);
  writeFileSync(file, `${JSON.stringify(groups, null, 2)}\n`);
  return {
    articles: articles.length,
    stories: groups.length,
    told: groups.flat().length,
    bytesAnArticle: stories.byteLength / articles.length,
    meanMicroseconds: (times.reduce((sum, one) => sum + one, 0) / articles.length) * 1000,
    worstMicroseconds: times.reduce((worst, one) => Math.max(worst, one), 0) * 1000,
  };
}

/** @returns milliseconds */
function add(article: Article, documents: Documents, stories: Stories): number {
  const text = foldArticle(article).text;
  const number = documents.push({ id: article.id, text, fields: columnFields(article) });
  const started = performance.now();
  stories.add(number);
  return performance.now() - started;
}

function groupsOf(articles: readonly Article[], stories: Stories): object[][] {
  const groups = new Map<number, object[]>();
  for (const [number, { id, title, source, publishedAt, body }] of articles.entries()) {
    if (stories.isAlone(number)) continue;
    const name = stories.nameOf(number);
    groups.set(name, [...(groups.get(name) ?? []), { id, title, source, publishedAt, body }]);
  }
  return [...groups.values()];
}
