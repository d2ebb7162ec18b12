import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { ClusterConnection } from '../../corpus/index.js';
import { foldArticle } from '../../indexer/article-text.js';
import { textWords } from '../../indexer/index/opensearch/characters.js';
import { matchClause, textField } from '../../indexer/index/opensearch/match-query.js';
import { analyzeQuery, type MatchNode } from '../../indexer/query/match-tree.js';
import { standsIn } from '../../indexer/query/needle.js';
import { analyzer } from '../indexer/engine.js';
import { say } from '../indexer/naive-search.js';
import { anArticle } from '../properties/invented-articles.js';
import { wish } from '../properties/invented-wishes.js';
import { nodeUrls } from './one-cluster.js';

const answers = z.object({
  responses: z.array(z.object({ hits: z.object({ hits: z.array(z.object({ _id: z.string() })) }) })),
});

/** Whether a folded text matches, by a look at it. */
function matches(node: MatchNode, text: string, mode: 'all' | 'any'): boolean {
  if (node.kind === 'needle') return standsIn(text, node.needle);
  if (node.kind === 'not') return !matches(node.node, text, 'all');
  if (node.kind === 'or') return node.nodes.some((inner) => matches(inner, text, mode));
  const [wanted, unwanted] = [true, false].map((is) => node.nodes.filter(({ kind }) => (kind !== 'not') === is));
  if (unwanted?.some((inner) => !matches(inner, text, 'all'))) return false;
  if (wanted === undefined || wanted.length === 0) return true;
  return mode === 'all'
    ? wanted.every((inner) => matches(inner, text, mode))
    : wanted.some((inner) => matches(inner, text, mode));
}

describe('matching on a cluster', function () {
  this.timeout(300_000);
  let connection: ClusterConnection;
  const index = 'match-articles';
  const texts = fc.sample(anArticle, { numRuns: 400, seed: 5 }).map((article) => foldArticle(article).text);
  before(async () => {
    connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix: 'match', copies: 1, shards: 2 });
    const text = { type: 'text', analyzer: 'whitespace', norms: false };
    await connection.makeIndex('articles', { mappings: { dynamic: 'strict', properties: { [textField]: text } } });
    const lines = texts.flatMap((one, i) => [{ index: { _id: String(i) } }, { [textField]: textWords(one) }]);
    await connection.ask(z.unknown(), {
      method: 'POST',
      path: [index, '_bulk'],
      query: { refresh: true },
      lines: lines.map((line) => JSON.stringify(line)),
    });
  });
  after(async () => {
    await connection.ask(z.unknown(), { method: 'DELETE', path: [index] });
    await connection.close();
  });

  it('finds the articles that a look at each text finds, whatever is asked', async () => {
    const queries = fc.sample(wish, { numRuns: 500 }).map(say);
    let found = 0;
    for (const q of queries) {
      const query = await analyzeQuery(q, analyzer);
      const root = query.root ?? { kind: 'and', nodes: [] };
      const lines = (['all', 'any'] as const).flatMap((mode) => [
        {},
        { query: matchClause(query, mode), size: 1000, _source: false },
      ]);
      const { responses } = await connection.ask(answers, {
        method: 'POST',
        path: [index, '_msearch'],
        lines: lines.map((line) => JSON.stringify(line)),
      });
      for (const [i, mode] of (['all', 'any'] as const).entries()) {
        const ids = responses[i]?.hits.hits.map(({ _id }) => Number(_id)).sort((a, b) => a - b);
        const expected = [...texts.keys()].filter((one) => matches(root, texts[one] ?? '', mode));
        assert.deepEqual(ids, expected, `${q} (${mode})`);
        found += expected.length;
      }
    }
    assert.ok(found > queries.length, String(found));
  });
});
