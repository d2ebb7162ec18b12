import type { IndexLog } from '../indexer/index.js';
import type { Watched } from './app.js';
import type { Config } from './config.js';
import type { SourceStatus } from './crawl/index.js';
import { fileSizes, type DataFolder } from './data-folder/index.js';
import { History, type HistoryOptions } from './history/index.js';
import { Admission } from './load/index.js';
import { loadFigures, ServiceMetrics } from './metrics/index.js';

/** Writes at a time; they go in one after the other, and each upload holds a batch in memory. */
const mostWrites = 64;
/** Choices of readers at a time; each waits for a body of its caller. */
const mostEvents = 64;

/** What watches over a service. */
export interface Observed {
  readonly metrics: ServiceMetrics;
  readonly admission: Admission;
  readonly watched: Watched;
  /** Writes down what goes on from now on. */
  start(): void;
  close(): Promise<void>;
}

/** What is watched. */
export interface ObserveOptions {
  readonly folder: DataFolder;
  readonly config: Pick<Config, 'maxSearches' | 'historyDays'>;
  readonly log: IndexLog;
  readonly articles: () => number;
  readonly sources: () => readonly SourceStatus[];
}

/** Watches over a service, once a process. A history that cannot be opened is told and done without. */
export function observe({ folder, config, log, articles, sources }: ObserveOptions): Observed {
  const metrics = new ServiceMetrics();
  metrics.watchProcess();
  const admission = new Admission({ reads: config.maxSearches, writes: mostWrites, events: mostEvents });
  metrics.watch(loadFigures(() => admission.figures));
  const history = openHistory(folder.historyFile, {
    counts: () => metrics.minute.take(),
    turnedAway: () => Object.values(admission.figures.turnedAway).reduce((sum, count) => sum + count),
    articles,
    days: config.historyDays,
    log,
  });
  const watched: Watched = {
    files: () => fileSizes(folder.path),
    load: () => admission.figures,
    sources,
    history: async (hours) => (await history?.last(hours)) ?? [],
  };
  return { metrics, admission, watched, start: () => history?.start(), close: async () => history?.close() };
}

function openHistory(file: string, options: HistoryOptions): History | null {
  try {
    return History.open(file, options);
  } catch (error) {
    options.log({ level: 'warn', message: error instanceof Error ? error.message : String(error) });
    return null;
  }
}
