/** A query with how often it was typed; `day` counts from 1970. */
export interface CountedQuery {
  readonly query: string;
  readonly typed: number;
  readonly day: number;
}

/** How the crawl of a source is doing. */
export interface SourceStatus {
  readonly url: string;
  readonly lookedAt: string | null;
  readonly report: Readonly<Record<string, number>> | null;
  readonly error: string | null;
}

/** The answer of `/api/stats`, as far as it is read here. */
export interface Stats {
  readonly version: string;
  readonly startedAt: string;
  readonly rss: number;
  readonly index: { readonly articles: number; readonly bytes: Readonly<Record<string, number>> };
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly load: { readonly turnedAway: Readonly<Record<string, number>> };
  readonly popular: readonly CountedQuery[];
  readonly missed: readonly CountedQuery[];
  readonly sources: readonly SourceStatus[];
}

/** A stretch of `/api/stats/history`. */
export interface Stretch {
  /** Of its end, since 1970. */
  readonly minute: number;
  readonly searches: number;
  readonly missed: number;
  readonly p50: number;
  readonly p99: number;
  readonly turnedAway: number;
  readonly articles: number;
  readonly rss: number;
}
