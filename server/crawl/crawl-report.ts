/** What a crawl has done. */
export interface CrawlReport {
  /** Pages that listings named for the first time. */
  found: number;
  /** Articles that came into the index, that changed there, and that were taken out since their pages are gone. */
  taken: number;
  changed: number;
  removed: number;
  /** Pages fetched that say what they said before. */
  unchanged: number;
  /** Pages that are no articles, or may not be fetched; and those that could not be this time. */
  refused: number;
  failed: number;
}

/** A report of nothing. */
export function emptyReport(): CrawlReport {
  return { found: 0, taken: 0, changed: 0, removed: 0, unchanged: 0, refused: 0, failed: 0 };
}

/** Told of what is worth a line: what was refused or failed, and why. */
export type CrawlLog = (event: {
  readonly url: string;
  readonly what: 'refused' | 'failed';
  readonly why: string;
}) => void;
