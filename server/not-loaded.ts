import { CorpusError, MemoryArticleStore } from '../corpus/index.js';
import { Synonyms } from '../indexer/index.js';
import type { KeyStore } from './access/index.js';
import type { AppDeps } from './app.js';

/** Stands in for the engine while it is being opened; the app answers 503 before it asks any of these. */
export const notLoaded: Omit<AppDeps, 'readers' | 'keys' | 'metrics' | 'watched' | 'config' | 'log' | 'owner'> = {
  search: { search: refuse, suggest: refuse, related: refuse },
  ingest: { write: refuse, remove: refuse, idle: refuse },
  store: new MemoryArticleStore(),
  dictionary: { list: () => [], add: refuse, remove: refuse },
  synonyms: { current: Synonyms.none, add: refuse, remove: refuse },
  stats: () => {
    throw stillLoading();
  },
  verify: refuse,
  ready: () => false,
  isReachable: () => false,
};

/** Keys of a store that is not open yet: nobody is let in. */
export const noKeys: KeyStore = {
  all: () => Promise.resolve([]),
  add: refuse,
  remove: refuse,
  close: () => Promise.resolve(),
};

function stillLoading(): CorpusError {
  return new CorpusError('unavailable', 'the index is being made ready');
}

function refuse(): Promise<never> {
  return Promise.reject(stillLoading());
}
