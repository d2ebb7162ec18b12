import type { Ingest } from '../../indexer/index.js';
import type { ServiceMetrics } from './service-metrics.js';

/** The same way in, whose writes are timed and counted. */
export function timedIngest(ingest: Ingest, metrics: ServiceMetrics): Ingest {
  return {
    write: async (articles) => {
      const started = performance.now();
      const report = await ingest.write(articles);
      metrics.wrote(report.changed, performance.now() - started);
      return report;
    },
    remove: async (ids) => {
      const started = performance.now();
      const removed = await ingest.remove(ids);
      metrics.wrote(removed.length, performance.now() - started);
      return removed;
    },
    idle: () => ingest.idle(),
  };
}
