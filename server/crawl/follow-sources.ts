import { setTimeout as wait } from 'node:timers/promises';
import { crawlSource, type CrawlSink } from './crawl-source.js';
import type { CrawlReport } from './crawl-report.js';
import { CrawlState } from './crawl-state.js';
import { createFetcher, type Fetcher } from './fetch/index.js';
import { hostsOf, type CrawlPlan, type Source } from './source.js';

/** What follows a plan. */
export interface FollowOptions {
  readonly plan: CrawlPlan;
  /** The file of the crawl's state. */
  readonly stateFile: string;
  readonly sink: CrawlSink;
  /** Told of each look at a source, of what was refused or failed, and of looks that failed. */
  readonly log: (event: { readonly level: 'info' | 'warn'; readonly message: string }) => void;
}

/** How the crawl of a source is doing. */
export interface SourceStatus {
  readonly url: string;
  /** ISO 8601: when the last look at it ended; `null`: none has yet. */
  readonly lookedAt: string | null;
  /** What came of that look; `null`: it failed. */
  readonly report: CrawlReport | null;
  /** Why it failed. */
  readonly error: string | null;
}

/** Sources that are being followed. */
export interface Following {
  /** In the order of the plan. */
  status(): readonly SourceStatus[];
  /** Ends it: resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/**
 * Follows sources in the background: each is crawled at once, then again after its interval. What fails is told and tried
 * again with the next look.
 * @throws CrawlError `state`, FetchError `invalid_option`
 */
export function followSources(options: FollowOptions): Following {
  const { plan, stateFile } = options;
  const fetcher = createFetcher({
    hosts: hostsOf(plan),
    allowPrivate: plan.allowPrivate,
    perSecond: plan.perSecond,
  });
  const state = CrawlState.open(stateFile);
  const stop = new AbortController();
  const follower = new Follower(options, state, fetcher, stop.signal);
  const loops = plan.sources.map((source) => follower.follow(source));
  return {
    status: () => follower.status(),
    stop: async () => {
      stop.abort();
      await fetcher.close();
      await Promise.all(loops);
      await state.close();
    },
  };
}

class Follower {
  readonly #options: FollowOptions;
  readonly #state: CrawlState;
  readonly #fetcher: Fetcher;
  readonly #stop: AbortSignal;
  /** By the source's address. */
  readonly #looks = new Map<string, SourceStatus>();

  constructor(options: FollowOptions, state: CrawlState, fetcher: Fetcher, stop: AbortSignal) {
    this.#options = options;
    this.#state = state;
    this.#fetcher = fetcher;
    this.#stop = stop;
  }

  status(): readonly SourceStatus[] {
    const none = { lookedAt: null, report: null, error: null };
    return this.#options.plan.sources.map(({ url }) => this.#looks.get(url) ?? { url, ...none });
  }

  async follow(source: Source): Promise<void> {
    while (!this.#stop.aborted) {
      await this.#look(source);
      // Ended early by the signal, which is no failure.
      await wait(source.every * 1000, undefined, { signal: this.#stop, ref: false }).catch(() => undefined);
    }
  }

  async #look(source: Source): Promise<void> {
    const { log, plan, sink } = this.#options;
    try {
      const report = await crawlSource(source, {
        fetcher: this.#fetcher,
        state: this.#state,
        sink,
        rules: plan.rules,
        log: ({ url, what, why }) => log({ level: 'warn', message: `crawl: ${what} ${url}: ${why}` }),
        now: Date.now,
        isStopping: () => this.#stop.aborted,
        onPage: () => undefined,
      });
      this.#note(source, report, null);
      log({ level: 'info', message: `crawl: ${source.url}: ${said(report)}` });
    } catch (error) {
      this.#note(source, null, error instanceof Error ? error.message : String(error));
      log({ level: 'warn', message: `crawl: ${source.url}: ${String(error)}` });
    }
  }

  #note({ url }: Source, report: CrawlReport | null, error: string | null): void {
    this.#looks.set(url, { url, lookedAt: new Date().toISOString(), report, error });
  }
}

function said(report: CrawlReport): string {
  return Object.entries(report)
    .map(([what, count]) => `${String(count)} ${what}`)
    .join(', ');
}
