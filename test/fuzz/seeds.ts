import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodePage, parseArticle, samplePath } from '../../corpus/index.js';
import type { Article } from '../../corpus/index.js';
import type { Seeds } from './parsers.js';

const listings = [
  '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><item><title><![CDATA[揽月大桥 <通车>]]></title>' +
    '<link>https://news.example/1.html</link><pubDate>Wed, 12 Mar 2025 11:42:18 +0800</pubDate></item></channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><entry><title>春茶</title><link rel="alternate" href="1.html"/></entry></feed>',
  '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.example/1.html</loc><lastmod>2025-03-12</lastmod></url></urlset>',
  '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://news.example/1","title":"甲"}]}',
  '<html><body><a href="/1.html">揽月大桥今晨通车</a><a href="2.html"><img src=x></a></body></html>',
  'https://news.example/1.html\nhttps://news.example/2.html\n',
];
const syntax = [
  '"黄金 消费量" -疫情',
  'title:大桥 OR (body:雾 source:青禾日报)',
  '成都 OR 西昌',
  'beijing疫情',
  '“一副局长” －雨',
  'a:b 5G c919',
];

/** The project's own sample, and more where a folder of pages is given. */
export function seedsOf(pageFolder: string | null): Seeds & { readonly articles: readonly Article[] } {
  const lines = readFileSync(join(samplePath, 'news.ndjson'), 'utf8').trim().split('\n');
  const articles = lines.map((line) => parseArticle(JSON.parse(line)));
  const folder = join(samplePath, 'pages');
  const folders = [folder, ...(pageFolder === null ? [] : [pageFolder])];
  const pages = folders.flatMap((one) =>
    readdirSync(one)
      .filter((name) => /\.s?html?$/.test(name))
      .map((name) => decodePage(readFileSync(join(one, name))).text),
  );
  const titles = articles.map(({ title }) => title);
  const texts = [readFileSync(join(samplePath, 'page.txt'), 'utf8'), ...articles.slice(0, 20).map(({ body }) => body)];
  return { articles, lines, pages, texts, listings, queries: [...titles, ...syntax] };
}
