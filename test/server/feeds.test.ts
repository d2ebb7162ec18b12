import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { parseDocument } from 'htmlparser2';
import request from 'supertest';
import { xmlText } from '../../server/feeds/xml.js';
import { appUnderTest, news, settings } from './http-app.js';

/** An element of a parsed document, as far as the tests look at it. */
interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
}

type Nodes = ReturnType<typeof parseDocument>['children'];

function toElements(nodes: Nodes): XmlElement[] {
  return nodes.flatMap((node) => {
    if (!('attribs' in node)) return [];
    const text = node.children.map((child) => ('data' in child ? child.data : '')).join('');
    return [{ name: node.name, text, attributes: node.attribs, children: toElements(node.children) }];
  });
}

/** The root of an XML document. */
function root(xml: string): XmlElement {
  const [found] = toElements(parseDocument(xml, { xmlMode: true }).children);
  assert.ok(found);
  return found;
}

const all = (element: XmlElement | undefined, name: string): XmlElement[] =>
  (element?.children ?? []).filter((child) => child.name === name);
const textOf = (element: XmlElement | undefined, name: string): string | undefined => all(element, name)[0]?.text;

/** Sends a head that no library would, and reads the answer. */
async function raw(app: RequestListener, head: string): Promise<string> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const socket = connect(address.port, '127.0.0.1');
  socket.write(`${head}\r\nConnection: close\r\n\r\n`);
  const answer = await text(socket);
  server.close();
  return answer;
}

describe('a search as RSS', () => {
  it('has the newest articles first, each with what a reader of feeds needs', async () => {
    const { app } = await appUnderTest(news);
    const { body } = await request(app).get('/api/search?q=青禾&sort=newest&match=all').expect(200);
    const { text, type } = await request(app).get('/search.rss?q=青禾').expect(200);
    assert.equal(type, 'application/rss+xml');
    const [channel] = all(root(text), 'channel');
    const items = all(channel, 'item');
    assert.deepEqual(
      items.map((item) => textOf(item, 'guid')),
      body.hits.map(({ id }: { id: string }) => id),
    );
    assert.ok(items.length > 0);
    const [hit] = body.hits;
    assert.equal(textOf(items[0], 'title'), hit.title);
    assert.equal(new Date(textOf(items[0], 'pubDate') ?? '').getTime(), Date.parse(hit.publishedAt));
    assert.match(textOf(items[0], 'link') ?? '', /^http/);
    assert.equal(textOf(items[0], 'description'), hit.highlights.snippets.join(' '));
    assert.match(textOf(channel, 'link') ?? '', /\/\?q=/);
  });

  it('is the newest news where nothing is asked, and narrowed by filters', async () => {
    const { app } = await appUnderTest(news);
    const { text } = await request(app).get('/search.rss').expect(200);
    assert.equal(textOf(all(root(text), 'channel')[0], 'title'), '寻闻');
    const { text: none } = await request(app).get('/search.rss?section=无此栏目').expect(200);
    assert.deepEqual(all(all(root(none), 'channel')[0], 'item'), []);
  });

  it('stays XML whatever stands in an article', async () => {
    const title = 'a < b & "c" ]]> <script> &amp;';
    const { app } = await appUnderTest([{ id: 'x', title, body: '</item><b>' }]);
    const { text } = await request(app).get('/search.rss').expect(200);
    const [item] = all(all(root(text), 'channel')[0], 'item');
    assert.equal(textOf(item, 'title'), title);
  });

  it('names the service as its owner does, behind whatever proxy', async () => {
    const { again } = await appUnderTest(news);
    const app = again({ config: { ...settings, publicUrl: 'https://news.example/so' } });
    const { text } = await request(app).get('/search.rss?q=青禾').expect(200);
    const [channel] = all(root(text), 'channel');
    assert.match(textOf(channel, 'link') ?? '', /^https:\/\/news\.example\/so\/\?q=/);
    assert.match(
      all(channel, 'atom:link')[0]?.attributes['href'] ?? '',
      /^https:\/\/news\.example\/so\/search\.rss\?q=/,
    );
  });

  it('names itself also where the whole address was asked for', async () => {
    const { app } = await appUnderTest(news);
    const answer = await raw(app, 'GET http://news.example/search.rss?q=x HTTP/1.1\r\nHost: news.example');
    assert.match(answer, /href="http:\/\/news\.example\/search\.rss\?q=x"/);
  });

  it('is refused where the request does not say where the service is, and nobody else has', async () => {
    const { app, again } = await appUnderTest(news);
    const asked = ['HTTP/1.0', 'HTTP/1.1\r\nHost: a"{b}', 'HTTP/1.1\r\nHost: a b'];
    for (const head of asked) {
      const answer = await raw(app, `GET /search.rss ${head}`);
      assert.match(answer, /^HTTP\/1\.1 400 /);
      assert.match(answer, /for which host/);
    }
    const named = again({ config: { ...settings, publicUrl: 'https://news.example' } });
    assert.match(await raw(named, 'GET /search.rss HTTP/1.0'), /^HTTP\/1\.1 200 /);
  });

  it('is not sent again to who has it', async () => {
    const { app } = await appUnderTest(news);
    const ask = () => request(app).get('/search.rss?q=青禾').set('Host', 'news.example');
    const { headers } = await ask().expect(200);
    await ask().set('If-None-Match', String(headers['etag'])).expect(304);
  });
});

describe('a search as JSON Feed', () => {
  it('says the same as RSS', async () => {
    const { app } = await appUnderTest(news);
    const { body: searched } = await request(app).get('/api/search?q=青禾&sort=newest&match=all').expect(200);
    const { text, type } = await request(app).get('/search.json?q=青禾').buffer().expect(200);
    assert.equal(type, 'application/feed+json');
    const feed = JSON.parse(text);
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
    const ids = searched.hits.map(({ id }: { id: string }) => id);
    assert.deepEqual(
      feed.items.map(({ id }: { id: string }) => id),
      ids,
    );
    assert.equal(feed.items[0].date_published, searched.hits[0].publishedAt);
  });
});

describe('what browsers search with', () => {
  it('is described, and every page names the description', async () => {
    const { app } = await appUnderTest(news);
    const { text, type } = await request(app).get('/opensearch.xml').set('Host', 'news.example').expect(200);
    assert.equal(type, 'application/opensearchdescription+xml');
    const templates = all(root(text), 'Url').map(({ attributes }) => attributes['template']);
    assert.deepEqual(templates, [
      'http://news.example/?q={searchTerms}',
      'http://news.example/suggest.json?q={searchTerms}',
      'http://news.example/search.rss?q={searchTerms}',
      'http://news.example/opensearch.xml',
    ]);
    for (const path of ['/', '/?q=青禾', '/articles/a1']) {
      const page = await request(app).get(path).expect(200);
      assert.match(page.text, /<link\s+rel="search"\s+type="application\/opensearchdescription\+xml"/);
    }
  });

  it('suggests in the form that they know', async () => {
    const { app } = await appUnderTest(news);
    const { body } = await request(app).get('/api/suggest?q=青禾').expect(200);
    const { text, type } = await request(app).get('/suggest.json?q=青禾').buffer().expect(200);
    assert.equal(type, 'application/x-suggestions+json');
    assert.deepEqual(JSON.parse(text), ['青禾', body.suggestions.map((one: { text: string }) => one.text)]);
  });
});

describe('text in XML', () => {
  it('keeps characters beyond the first plane, and replaces what XML cannot have', () => {
    assert.equal(xmlText('𠅤\u0001<&'), '𠅤\ufffd&lt;&amp;');
    assert.equal(xmlText('\ud840'), '\ufffd');
  });
});
