import type { Engine } from '../compose.js';
import { fileSizes } from '../data-folder/index.js';
import type { LoadFigures } from '../load/index.js';
import type { Watched } from './service-metrics.js';

/** The figures of an engine over a data folder. */
export function engineFigures(
  { index, store, isReachable }: Pick<Engine, 'index' | 'store' | 'isReachable'>,
  folder: string,
): readonly Watched[] {
  return [
    { name: 'reachable', help: 'Whether what is searched answers.', read: () => Number(isReachable()) },
    { name: 'articles', help: 'Articles that can be found.', read: () => index.stats().articles },
    {
      name: 'deleted_articles',
      help: 'Versions that the next compaction takes out.',
      read: () => index.stats().deleted,
    },
    { name: 'terms', help: 'Terms of the index.', read: () => index.stats().terms },
    { name: 'postings', help: 'Postings of the index.', read: () => index.stats().postings },
    {
      name: 'index_bytes',
      help: 'Memory of the index by structure; crossingWords are among the postings.',
      label: 'structure',
      read: () => ({ ...index.stats().bytes }),
    },
    {
      name: 'file_bytes',
      help: 'Files of the data folder.',
      label: 'file',
      read: () => Object.fromEntries(fileSizes(folder).map(({ name, bytes }) => [name, bytes])),
    },
    {
      name: 'ingest_lag_changes',
      help: 'Changes that are on disk and not yet in the index.',
      read: async () => Math.max(0, (await store.lastChange()) - index.stats().lastChange),
    },
  ];
}

/** The figures of the admission. */
export function loadFigures(figures: () => LoadFigures): readonly Watched[] {
  return [
    { name: 'requests_running', help: 'Requests being answered.', label: 'kind', read: () => figures().running },
    {
      name: 'requests_turned_away_total',
      help: 'Requests answered with 503 since more was asked than could be answered.',
      label: 'kind',
      read: () => figures().turnedAway,
      isCounter: true,
    },
  ];
}
