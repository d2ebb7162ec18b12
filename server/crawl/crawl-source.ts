import type { Article, SiteRules } from '../../corpus/index.js';
import { emptyReport, type CrawlLog, type CrawlReport } from './crawl-report.js';
import type { CrawlState, KnownPage, PageOutcome } from './crawl-state.js';
import type { Fetched, Fetcher } from './fetch/index.js';
import { findPages } from './find-pages.js';
import { pageArticle } from './page-article.js';
import type { Source } from './source.js';

/** Where a crawl puts articles. */
export interface CrawlSink {
  /** Resolves when the article can be found. */
  write(article: Article): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What a crawl works with. */
export interface CrawlDependencies {
  readonly fetcher: Pick<Fetcher, 'get'>;
  readonly state: CrawlState;
  readonly sink: CrawlSink;
  /** For the pages of some sites. */
  readonly rules: SiteRules;
  readonly log: CrawlLog;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly isStopping: () => boolean;
  /** Told after each page. */
  readonly onPage: (report: CrawlReport) => void;
}

/** Pages fetched at a time; the fetcher says how many of them of one host. */
const workers = 4;
const batch = 64;
const hour = 3_600_000;
/** A page that is not there is gone when it is not there again. */
const timesMissing = 2;
/** News is corrected in its first hours: a page is looked at again so long after it was found, then when a listing says so. */
const looksAgain = [hour, 24 * hour];

/**
 * Goes once through a source: looks at its listings, fetches the pages that are new, changed or due, and takes their
 * articles in, or out where pages are gone. What was done is noted page by page, so that a crawl can be stopped at any time.
 */
export async function crawlSource(source: Source, dependencies: CrawlDependencies): Promise<CrawlReport> {
  const report = emptyReport();
  report.found = await findPages(source, dependencies);
  const run = new PageRun(source, dependencies, report);
  for (;;) {
    const pages = await dependencies.state.due(source.url, dependencies.now(), batch);
    if (pages.length === 0 || dependencies.isStopping()) return report;
    await run.take(pages);
  }
}

class PageRun {
  readonly #source: Source;
  readonly #dependencies: CrawlDependencies;
  readonly #report: CrawlReport;

  constructor(source: Source, dependencies: CrawlDependencies, report: CrawlReport) {
    this.#source = source;
    this.#dependencies = dependencies;
    this.#report = report;
  }

  /** Fetches pages, several at a time. */
  async take(pages: readonly KnownPage[]): Promise<void> {
    const left = pages[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (const page of left) {
        if (this.#dependencies.isStopping()) return;
        await this.#takeOne(page);
        this.#dependencies.onPage(this.#report);
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
  }

  async #takeOne(page: KnownPage): Promise<void> {
    const { fetcher, state } = this.#dependencies;
    const fetched = await fetcher.get(page.url, { etag: page.etag, lastModified: page.lastModified });
    const outcome = await this.#outcome(page, fetched);
    if (outcome !== null) await state.save(page.url, outcome);
  }

  /** What is to be noted of a page; `null`: nothing, it stays due. */
  #outcome(page: KnownPage, fetched: Fetched): PageOutcome | Promise<PageOutcome | null> | null {
    if (fetched.kind === 'fetched') return this.#read(page, fetched);
    if (fetched.kind === 'unchanged') {
      this.#report.unchanged++;
      return { ...page, missing: 0, due: this.#dueAgain(page) };
    }
    if (fetched.kind === 'gone') return this.#vanish(page, timesMissing);
    if (fetched.kind === 'missing') return this.#vanish(page, page.missing + 1);
    if (fetched.kind === 'refused') return this.#refuse(page, fetched.why);
    return this.#fail(page, fetched.why);
  }

  async #read(page: KnownPage, fetched: Extract<Fetched, { kind: 'fetched' }>): Promise<PageOutcome | null> {
    const { fetcher, rules } = this.#dependencies;
    const read = await pageArticle(fetched, { source: this.#source, rules, fetcher });
    if (read.kind === 'refused') return this.#refuse(page, read.why);
    if (read.kind === 'failed') return this.#fail(page, read.why);
    const { article, hash } = read;
    const known = { etag: fetched.etag, lastModified: fetched.lastModified, hash, missing: 0, refused: null };
    if (hash === page.hash) {
      this.#report.unchanged++;
      return { ...page, ...known, due: this.#dueAgain(page) };
    }
    await this.#dependencies.sink.write(article);
    // It may name itself otherwise than before.
    if (page.article !== article.id) await this.#remove(page);
    if (page.article === null) this.#report.taken++;
    else this.#report.changed++;
    return { ...known, article: article.id, changed: this.#dependencies.now(), due: this.#dueAgain(page) };
  }

  /** An article that was taken in stays: its site may just be building it anew. */
  #refuse(page: KnownPage, why: string): PageOutcome {
    this.#report.refused++;
    this.#dependencies.log({ url: page.url, what: 'refused', why });
    return { ...page, refused: why, due: null };
  }

  /** What a stop broke off has not failed. */
  #fail(page: KnownPage, why: string): PageOutcome | null {
    if (this.#dependencies.isStopping()) return null;
    this.#report.failed++;
    this.#dependencies.log({ url: page.url, what: 'failed', why });
    return { ...page, due: this.#dependencies.now() + hour };
  }

  async #vanish(page: KnownPage, missing: number): Promise<PageOutcome> {
    if (missing < timesMissing) return { ...page, missing, due: this.#dependencies.now() + hour };
    if (await this.#remove(page)) this.#report.removed++;
    return { ...page, article: null, hash: null, etag: null, lastModified: null, missing, due: null };
  }

  /**
   * Takes out what a page was, unless another page is that, too: sites move pages, and leave them at both places. Whether
   * that one is still there is looked at at once: it may be one that nobody would look at again.
   */
  async #remove({ url, article }: KnownPage): Promise<boolean> {
    const { sink, state, now } = this.#dependencies;
    if (article === null || (await state.lookAtOthers(article, url, now()))) return false;
    await sink.remove(article);
    return true;
  }

  #dueAgain({ found }: KnownPage): number | null {
    const now = this.#dependencies.now();
    return looksAgain.map((after) => found + after).find((time) => time > now) ?? null;
  }
}
