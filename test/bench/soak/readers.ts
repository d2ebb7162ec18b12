import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from '../../relevance/eval/judged-set.js';

export interface ReadersOptions {
  readonly url: string;
  readonly key: string;
  /** What is there, and is written again and again. */
  readonly news: readonly Document[];
  readonly random: () => number;
}

/** Milliseconds between two requests of each kind; the writes keep the number of articles as it is. */
const pace = { search: 10, suggest: 40, write: 100, remove: 1000, upload: 20_000 };
/** Queries that are asked over and over: each new one is counted and kept, up to 100 000, which is no leak. */
const differentQueries = 3000;
/** Articles of one upload. */
const batch = 200;

/** Those who search, type and write, all at once. */
export class Readers {
  readonly asked: Record<string, number> = {};
  readonly failed: Record<string, number> = {};
  readonly #options: ReadersOptions;
  readonly #queries: readonly string[];

  constructor(options: ReadersOptions) {
    this.#options = options;
    this.#queries = Array.from({ length: differentQueries }, () => this.#drawQuery());
  }

  /** Goes on for so many milliseconds. */
  async run(duration: number): Promise<void> {
    const end = performance.now() + duration;
    await Promise.all([
      this.#repeat(end, 'search', () => this.#get(`/api/search?facets=section,month&q=${this.#someText(8)}`)),
      this.#repeat(end, 'suggest', () => this.#get(`/api/suggest?hits=4&q=${this.#someText(3)}`)),
      this.#repeat(end, 'write', () => this.#put(this.#any())),
      this.#repeat(end, 'remove', () => this.#removeAndPut(this.#any())),
      this.#repeat(end, 'upload', () => this.#upload()),
    ]);
  }

  async #repeat(end: number, what: keyof typeof pace, task: () => Promise<number>): Promise<void> {
    for (let next = performance.now(); next < end; next = Math.max(next + pace[what], performance.now())) {
      await sleep(Math.max(0, next - performance.now()));
      const outcome = await task().catch((error: unknown) => String(error));
      this.asked[what] = (this.asked[what] ?? 0) + 1;
      if (typeof outcome === 'string' || outcome >= 300) {
        this.failed[`${what} ${outcome}`] = (this.failed[`${what} ${outcome}`] ?? 0) + 1;
      }
    }
  }

  #any(): Document {
    const { news, random } = this.#options;
    return news[Math.floor(random() * news.length)] ?? { id: 'none', title: '', body: '' };
  }

  /** A query, or its beginning, as it goes into an address. */
  #someText(longest: number): string {
    const { random } = this.#options;
    const query = this.#queries[Math.floor(random() * this.#queries.length)] ?? '新闻';
    return encodeURIComponent(query.slice(0, longest).toWellFormed());
  }

  /** A stretch of a title. */
  #drawQuery(): string {
    const { random } = this.#options;
    const title = this.#any().title.replace(/\s+/g, '') || '新闻';
    const from = Math.floor(random() * Math.max(1, title.length - 8));
    return title.slice(from, from + 2 + Math.floor(random() * 7));
  }

  /** The article under its id with another's text, so that the number of articles stays. */
  #changed({ id }: Document): Document {
    return { ...this.#any(), id };
  }

  async #get(path: string): Promise<number> {
    const response = await fetch(this.#options.url + path);
    const text = await response.text();
    if (response.status >= 300) throw new Error(`${response.status} ${path} ${text.slice(0, 300)}`);
    return response.status;
  }

  #put(article: Document): Promise<number> {
    return this.#send('PUT', `/api/articles/${encodeURIComponent(article.id)}`, JSON.stringify(this.#changed(article)));
  }

  async #removeAndPut(article: Document): Promise<number> {
    const status = await this.#send('DELETE', `/api/articles/${encodeURIComponent(article.id)}`, null);
    return status >= 300 ? status : this.#put(article);
  }

  #upload(): Promise<number> {
    const lines = Array.from({ length: batch }, () => `${JSON.stringify(this.#changed(this.#any()))}\n`);
    return this.#send('POST', '/api/articles', lines.join(''), 'application/x-ndjson');
  }

  async #send(method: string, path: string, body: string | null, type = 'application/json'): Promise<number> {
    const headers = { Authorization: `Bearer ${this.#options.key}`, 'Content-Type': type };
    const response = await fetch(this.#options.url + path, { method, headers, body });
    await response.arrayBuffer();
    return response.status;
  }
}
