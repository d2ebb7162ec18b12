export { HistoryError, type Sample, type Stretch } from './history-file.js';
export { History, type HistoryOptions } from './history.js';
