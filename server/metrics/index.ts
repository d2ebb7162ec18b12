export { engineFigures, loadFigures } from './engine-figures.js';
export type { Counts } from './minute-counts.js';
export { ServiceMetrics, type Watched } from './service-metrics.js';
export { timedIngest } from './timed-ingest.js';
