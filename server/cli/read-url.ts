import { readPath, type ReadOptions, type Reading } from '../../corpus/index.js';
import { createFetcher, pageArticle, sourceAt } from '../crawl/index.js';

/** How files and pages are read. */
export interface ReadAnyOptions extends ReadOptions {
  /** Hosts that may have a private address. */
  readonly allowPrivate: readonly string[];
}

/** As `readPath`, also of the address of a page, which is fetched with the pages that it goes on with. */
export function readAny(path: string, options: ReadAnyOptions): AsyncIterable<Reading> {
  return /^https?:\/\//i.test(path) ? readUrl(path, options) : readPath(path, options);
}

async function* readUrl(
  url: string,
  { rules = new Map(), onPage, allowPrivate }: ReadAnyOptions,
): AsyncGenerator<Reading> {
  const source = sourceAt(url);
  const fetcher = createFetcher({ hosts: [new URL(source.url).host], allowPrivate });
  const problem = (code: 'unreadable' | 'invalid_article', detail: string): Reading => {
    return { kind: 'problem', file: url, line: null, code, detail };
  };
  try {
    const fetched = await fetcher.get(url);
    if (fetched.kind !== 'fetched') {
      yield problem('unreadable', 'why' in fetched ? fetched.why : 'it is not there');
      return;
    }
    const read = await pageArticle(fetched, {
      source,
      rules,
      fetcher,
      onPage: (page) => onPage?.(url, page),
    });
    if (read.kind === 'article') yield { kind: 'article', article: read.article, file: url, line: null };
    else yield problem(read.kind === 'refused' ? 'invalid_article' : 'unreadable', read.why);
  } finally {
    await fetcher.close();
  }
}
