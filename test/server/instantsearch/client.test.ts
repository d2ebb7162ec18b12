import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import request from 'supertest';
import { createSearchClient, SearchFailure, type SearchClient } from '../../../server/instantsearch/index.js';
import { appUnderTest, news } from '../http-app.js';

describe('the search client for InstantSearch', () => {
  let server: Server;
  let origin = '';
  let client: SearchClient;
  const asked: string[] = [];

  before(async () => {
    const { app } = await appUnderTest(news);
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    origin = `http://127.0.0.1:${address.port}`;
    const counting = (url: string): Promise<Response> => {
      asked.push(url);
      return fetch(url);
    };
    client = createSearchClient({ endpoint: `${origin}/`, fetch: counting });
  });
  after(() => server.close());
  beforeEach(() => (asked.length = 0));

  const searched = async (path: string) => (await request(server).get(path).expect(200)).body;

  it('gives the hits of a search with all that InstantSearch shows of them', async () => {
    const { results } = await client.search([{ indexName: 'news', params: { query: '副局长', hitsPerPage: 2 } }]);
    const body = await searched('/api/search?q=副局长&size=2');
    const [result] = results;
    assert.deepEqual(
      result?.hits.map(({ objectID }) => objectID),
      body.hits.map(({ id }: { id: string }) => id),
    );
    assert.equal(result?.nbHits, body.total);
    assert.equal(result?.nbPages, Math.ceil(body.total / 2));
    const hit = result?.hits.find(({ objectID }) => objectID === 'a1');
    assert.equal(hit?._highlightResult['title']?.value, '青禾市一<em>副局长</em>走访防汛仓库');
    assert.match(hit?._snippetResult['body']?.value ?? '', /<em>副局长<\/em>/);
    assert.equal(hit?.year, 2024);
    assert.equal(hit?.timestamp, Date.parse('2024-11-03T09:30:00+08:00') / 1000);
  });

  it('counts a facet as its own filter narrows it, and as if that were not there where InstantSearch asks so', async () => {
    const params = { query: '副局长', facets: ['section'], facetFilters: [['section:要闻']] };
    const { results } = await client.search([
      { indexName: 'news', params },
      { indexName: 'news', params: { query: '副局长', hitsPerPage: 0, facets: 'section' } },
    ]);
    const [narrowed, free] = results;
    assert.deepEqual(Object.keys(narrowed?.facets['section'] ?? {}), ['要闻']);
    assert.equal(narrowed?.facets['section']?.['要闻'], narrowed?.nbHits);
    assert.ok(Object.keys(free?.facets['section'] ?? {}).length > 1);
    assert.deepEqual(free?.hits, []);
  });

  it('tells the first and the last year and time', async () => {
    const { results } = await client.search([
      { indexName: 'news', params: { query: '副局长', facets: ['year', 'timestamp'] } },
    ]);
    assert.deepEqual(results[0]?.facets_stats['year'], { min: 2023, max: 2024 });
    const { min = 0, max = 0 } = results[0]?.facets_stats['timestamp'] ?? {};
    const times = (results[0]?.hits ?? []).flatMap(({ timestamp }) => timestamp ?? []);
    assert.ok(times.length > 0 && times.every((time) => time >= min && time <= max));
  });

  it('finds the newest news where nothing is typed', async () => {
    const { results } = await client.search([{ indexName: 'news', params: {} }]);
    const times = (results[0]?.hits ?? []).map(({ timestamp }) => timestamp ?? 0);
    assert.ok(times.length > 1);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
  });

  it('asks the same question once, however many widgets have it', async () => {
    const one = { indexName: 'news', params: { query: '副局长' } };
    const { results } = await client.search([one, one, one]);
    assert.equal(results.length, 3);
    assert.equal(asked.length, 1);
  });

  it('answers without asking where filters contradict one another, beside what does not', async () => {
    const params = { query: '副局长', facetFilters: ['section:要闻', 'section:社会'] };
    const { results } = await client.search([
      { indexName: 'news', params: { query: '副局长' } },
      { indexName: 'news', params },
    ]);
    assert.equal(asked.length, 1);
    assert.ok((results[0]?.nbHits ?? 0) > 0);
    assert.deepEqual([results[1]?.nbHits, results[1]?.nbPages, results[1]?.hits], [0, 0, []]);
  });

  it('counts the one value that is chosen, however rare it is', async () => {
    const params = { query: '副局长', facets: ['section'], maxValuesPerFacet: 1, facetFilters: ['section:没有'] };
    const { results } = await client.search([{ indexName: 'news', params }]);
    assert.deepEqual(results[0]?.facets['section'], {});
  });

  it('searches among the values of a facet, without case and width', async () => {
    const params = { facetName: 'source', facetQuery: '日报', query: '副局长' };
    const [values] = await client.searchForFacetValues([{ indexName: 'news', params }]);
    assert.ok((values?.facetHits.length ?? 0) > 0);
    assert.ok(values?.facetHits.every(({ highlighted }) => highlighted.includes('<em>日报</em>')));
    const asOne = await client.searchForFacetValues({
      indexName: 'news',
      facetName: 'source',
      searchForFacetValuesRequest: { facetQuery: '没有这样的' },
    });
    assert.deepEqual(asOne.facetHits, []);
  });

  it('marks what was typed in a value as it stands there', async () => {
    const answer = {
      total: 1,
      stories: 1,
      tookMs: 1,
      hits: [],
      facets: { source: [{ value: 'Ｎews㎞<b>', count: 1 }] },
    };
    const faked = createSearchClient({ endpoint: '', fetch: () => Promise.resolve(Response.json(answer)) });
    const marked = async (facetQuery: string): Promise<(string | undefined)[]> => {
      const params = { facetName: 'source', facetQuery };
      const [values] = await faked.searchForFacetValues([{ indexName: 'news', params }]);
      return values?.facetHits.map(({ highlighted }) => highlighted) ?? [];
    };
    assert.deepEqual(await marked('news'), ['<em>Ｎews</em>㎞&lt;b&gt;']);
    assert.deepEqual(await marked('M<'), ['Ｎews<em>㎞&lt;</em>b&gt;']);
    assert.deepEqual(await marked(''), ['Ｎews㎞&lt;b&gt;']);
    assert.deepEqual(await marked('zz'), []);
  });

  it('fails with what the service says is wrong', async () => {
    const refused = createSearchClient({ endpoint: `${origin}/none` });
    await assert.rejects(refused.search([{ indexName: 'news', params: { query: 'a' } }]), (error) => {
      assert.ok(error instanceof SearchFailure);
      assert.equal(error.status, 404);
      assert.equal(error.code, 'not_found');
      return true;
    });
  });

  it('fails where nobody answers, or nobody of ours', async () => {
    const ask = (endpoint: string) => createSearchClient({ endpoint }).search([{ indexName: 'news', params: {} }]);
    await assert.rejects(ask('http://127.0.0.1:9'), {
      name: 'SearchFailure',
      status: null,
      message: /cannot be reached/,
    });
    const page = createSearchClient({ endpoint: origin, fetch: () => Promise.resolve(new Response('<title>')) });
    await assert.rejects(page.search([{ indexName: 'news', params: {} }]), {
      name: 'SearchFailure',
      status: 200,
      message: /no answer of Xunwen/,
    });
  });
});
