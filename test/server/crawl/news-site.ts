import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import assert from 'node:assert/strict';
import { toGbk } from '../../corpus/to-gbk.js';

/** An article of a made-up site. */
export interface SitePage {
  readonly title: string;
  readonly body: string;
  readonly publishedAt: string;
  readonly updatedAt?: string;
}

const html = ({ title, body, publishedAt }: SitePage): string =>
  title + body === ''
    ? '<html><body></body></html>'
    : `<!doctype html><html><head><meta charset="utf-8"><title>${title}_云泽新闻网</title></head><body>` +
      `<nav><a href="/">首页</a> <a href="/news">要闻</a></nav><h1>${title}</h1>` +
      `<p class="info">${publishedAt.slice(0, 16).replace('T', ' ')} 来源：云泽日报</p>` +
      `<div class="content">${body
        .split('\n')
        .map((line) => `<p>${line}</p>`)
        .join('')}</div>` +
      '<a href="/calendar/1">日历</a><div class="related"><a href="/news/1.html">揽月大桥今晨通车 云泽到望舒港缩至38分钟</a></div></body></html>';

/**
 * A news site on a free port of this machine: a sitemap index, a sitemap a hundred pages, a feed, a page of links and a
 * robots.txt. Each tenth page is in GBK, labelled as gb2312; each 50th is listed by an address that redirects; each leads
 * on into a calendar without an end.
 */
export class NewsSite {
  readonly pages: Map<number, SitePage> = new Map();
  /** How often each path was asked for. */
  readonly asked: Map<string, number> = new Map();
  /** Paths that answer by themselves, and those that answer with a status, in place of what they have. */
  readonly answers: Map<string, (response: ServerResponse) => void> = new Map();
  readonly statuses: Map<string, number> = new Map();
  readonly #server: Server;
  origin = '';

  private constructor() {
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  static async open(count: number): Promise<NewsSite> {
    const site = new NewsSite();
    for (let i = 1; i <= count; i++) site.pages.set(i, inventedPage(i));
    site.#server.listen(0, '127.0.0.1');
    await once(site.#server, 'listening');
    const address = site.#server.address();
    assert.ok(typeof address === 'object' && address !== null);
    site.origin = `http://127.0.0.1:${address.port}`;
    return site;
  }

  get host(): string {
    return new URL(this.origin).host;
  }

  /** All requests for articles so far. */
  get articlesAsked(): number {
    return [...this.asked].reduce((sum, [path, times]) => sum + (path.startsWith('/news/') ? times : 0), 0);
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.asked.set(path, (this.asked.get(path) ?? 0) + 1);
    const answer = this.answers.get(path);
    if (answer !== undefined) {
      answer(response);
      return;
    }
    const moved = /^\/go\/(\d+\.html)$/.exec(path)?.[1];
    const status = moved === undefined ? this.statuses.get(path) : 301;
    if (moved !== undefined) response.setHeader('location', `/news/${moved}`);
    const content = status === undefined ? this.#content(path) : null;
    if (content === null) {
      response.writeHead(status ?? 404).end();
      return;
    }
    const etag = `"${content.text.length}-${hash(content.text)}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': content.type, etag }).end(content.bytes ?? content.text);
  }

  #content(path: string): Content | null {
    if (path === '/robots.txt') return { type: 'text/plain', text: 'User-agent: *\nDisallow: /news/private/\n' };
    if (path === '/sitemap.xml') return { type: 'application/xml', text: this.#sitemapIndex() };
    const part = /^\/sitemap-(\d+)\.xml$/.exec(path);
    if (part !== null) return { type: 'application/xml', text: this.#sitemap(Number(part[1])) };
    if (path === '/rss.xml') return { type: 'application/rss+xml', text: this.#feed() };
    if (path === '/list.html') return { type: 'text/html', text: this.#list() };
    if (path.startsWith('/calendar/')) return { type: 'text/html', text: `<a href="${path}1">明天</a>` };
    const number = Number(/^\/news\/(\d+)\.html$/.exec(path)?.[1]);
    const page = this.pages.get(number);
    if (page === undefined) return null;
    const text = html(page);
    if (number % 10 !== 0) return { type: 'text/html; charset=utf-8', text };
    return { type: 'text/html', text, bytes: toGbk(text.replace('utf-8', 'gb2312')) };
  }

  #list(): string {
    const links = [...this.pages].map(([number, { title }]) => `<li><a href="/news/${number}.html">${title}</a></li>`);
    return `<meta charset="utf-8"><ul>${links.join('')}</ul><a href="/calendar/1">日历</a><a href="/about.html">关于</a>`;
  }

  #sitemapIndex(): string {
    const parts = Math.ceil(Math.max(...this.pages.keys()) / 100);
    const urls = Array.from(
      { length: parts },
      (_, i) => `<sitemap><loc>${this.origin}/sitemap-${i + 1}.xml</loc></sitemap>`,
    );
    return `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</sitemapindex>`;
  }

  #sitemap(part: number): string {
    const urls = [...this.pages]
      .filter(([number]) => Math.ceil(number / 100) === part)
      .map(([number, page]) => {
        const lastmod = page.updatedAt ?? page.publishedAt;
        return `<url><loc>${this.origin}/${number % 50 === 0 ? 'go' : 'news'}/${number}.html</loc><lastmod>${lastmod}</lastmod></url>`;
      });
    return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`;
  }

  #feed(): string {
    const items = [...this.pages].slice(-20).map(([number, { title, publishedAt }]) => {
      const link = `${this.origin}/news/${number}.html`;
      return `<item><title>${title}</title><link>${link}</link><pubDate>${new Date(publishedAt).toUTCString()}</pubDate></item>`;
    });
    return `<?xml version="1.0"?><rss version="2.0"><channel><title>云泽新闻网</title>${items.join('')}</channel></rss>`;
  }
}

interface Content {
  readonly type: string;
  readonly text: string;
  /** What is sent, where it is not the text in UTF-8. */
  readonly bytes?: Uint8Array;
}

function hash(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return sum;
}

const places = ['石硖区', '青岚县', '望舒港', '鹿鸣县', '临溪镇'];
const things = ['桥梁', '水库', '学校', '菜市场', '图书馆', '公交线路', '果园'];

/** The page of a number, the same whenever it is asked for. */
export function inventedPage(number: number): SitePage {
  const [place, thing] = [places[number % places.length] ?? '', things[number % things.length] ?? ''];
  const day = String((number % 28) + 1).padStart(2, '0');
  return {
    title: `${place}第${number}处${thing}完成改造`,
    body:
      `${place}日前宣布，编号${number * 37}的${thing}已完成改造并重新开放。工程历时${(number % 9) + 2}个月，投入${number * 13}万元。\n` +
      `当地居民说，改造前${thing}年久失修，如今路面平整、灯光明亮。负责人介绍，下一步还将完善第${number + 5}号配套设施，方便群众出行。`,
    publishedAt: `2026-10-${day}T08:${String(number % 60).padStart(2, '0')}:00+08:00`,
  };
}
