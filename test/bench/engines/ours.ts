import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyzeQuery } from '../../../indexer/query/match-tree.js';
import { createSink } from '../../../server/cli/article-sink.js';
import { indexPaths } from '../../../server/cli/index-articles.js';
import { openEngine, type Engine } from '../../../server/compose.js';
import { DataFolder } from '../../../server/data-folder/index.js';
import { FolderStorage } from '../../../server/storage/index.js';
import { request } from '../../indexer/engine.js';
import { kinds } from '../workload.js';
import { pageSize, suggestionCount, type OpenContestant, type Way } from './contestant.js';

export const recency = 0.1;
/** Counted with every search. */
const facets = ['section', 'source', 'month'] as const;

/** The index, the query cut beforehand as that of the others is. */
function askIndex({ index, analyzer }: Engine): Way['prepare'] {
  return async (kind, { text }) => {
    if (kind === 'suggestions') return async () => ({ total: (await index.complete(text, suggestionCount)).length });
    const asked = request(text, { match: kind === 'titles' ? 'any' : 'all', size: pageSize, facets });
    const query = { ...asked, text, offset: 0, recency, query: await analyzeQuery(text, analyzer) };
    return () => index.search(query);
  };
}

/** The whole service, from the text typed to the marks, did-you-mean included. */
function askService({ search }: Engine): Way['prepare'] {
  return (kind, { text }) => {
    if (kind === 'suggestions')
      return async () => ({ total: (await search.suggest({ q: text, size: suggestionCount })).suggestions.length });
    return () => search.search(request(text, kind === 'titles' ? { match: 'any' } : {}));
  };
}

/** Ours as `xunwen serve` runs it, filled as `xunwen index` does it, in a data folder of its own. */
export const openOurs: OpenContestant = async ({ articleFile }) => {
  const path = mkdtempSync(join(tmpdir(), 'xunwen-bench-data-'));
  const folder = DataFolder.claim(path);
  if (folder === null) throw new Error(`${path} is taken`);
  const engine = await openEngine({
    storage: new FolderStorage(folder),
    config: { userDictionary: null, recency, answerCache: false },
    log: () => undefined,
  });
  await indexPaths([articleFile], createSink({ kind: 'engine', engine, close: () => engine.close() }));
  const close = async (): Promise<void> => {
    await engine.close();
    folder.release();
    rmSync(path, { recursive: true, force: true });
  };
  return { ways: waysToAsk(engine, 'ours'), close };
};

/** An engine asked for what its index gives, and for whole answers. */
export function waysToAsk(engine: Engine, name: string): readonly Way[] {
  return [
    { name, kinds, prepare: askIndex(engine) },
    { name: `${name}, whole answers`, kinds, prepare: askService(engine) },
  ];
}
