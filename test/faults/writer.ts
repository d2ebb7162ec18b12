import type { Model, State } from './model.js';

/** What tells a version of an article from all others, as one word. */
export function tokenOf(id: string, version: number): string {
  return `${id}v${version}z`;
}

/** An article whose text tells its version throughout, some short and some long, so that a part of one is not taken for it. */
export function articleOf(id: string, version: number): { id: string; title: string; body: string } {
  const token = tokenOf(id, version);
  return { id, title: `版本 ${token}`, body: `${token} 的正文。\n`.repeat(1 + ((version * 37) % 400)) };
}

export interface WriterOptions {
  readonly url: string;
  readonly key: string;
  /** Its articles' ids begin with it: no two writers have the same articles. */
  readonly name: string;
  readonly model: Model;
  readonly random: () => number;
  /** Counts up over all rounds. */
  readonly nextVersion: () => number;
}

const articles = 40;

/** Writes articles in all the ways there are, one request after the other, until the service is gone. */
export class Writer {
  readonly #options: WriterOptions;
  acknowledged = 0;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** @returns when a request has failed, as the one does during which the service is killed */
  async run(): Promise<void> {
    for (;;) {
      try {
        await this.#once();
      } catch {
        return;
      }
    }
  }

  #once(): Promise<void> {
    const way = this.#options.random();
    if (way < 0.4) return this.#write([this.#someId()], 'PUT');
    if (way < 0.55) return this.#remove(this.#someId());
    return this.#write(this.#someIds(way < 0.8 ? 8 : 30), way < 0.8 ? 'array' : 'stream');
  }

  #someId(): string {
    return `${this.#options.name}${Math.floor(this.#options.random() * articles)}`;
  }

  #someIds(most: number): string[] {
    const count = 1 + Math.floor(this.#options.random() * most);
    return [...new Set(Array.from({ length: count }, () => this.#someId()))];
  }

  async #remove(id: string): Promise<void> {
    const { model } = this.#options;
    model.send(id, null);
    await this.#ask('DELETE', `/api/articles/${id}`, null, null);
    model.acknowledge(id);
    this.acknowledged++;
  }

  async #write(ids: readonly string[], way: 'PUT' | 'array' | 'stream'): Promise<void> {
    const { model, nextVersion } = this.#options;
    const written = ids.map((id) => articleOf(id, this.#sent(id, nextVersion())));
    const [first] = written;
    if (way === 'PUT' && first !== undefined)
      await this.#ask('PUT', `/api/articles/${first.id}`, 'json', JSON.stringify(first));
    else if (way === 'array') await this.#ask('POST', '/api/articles', 'json', JSON.stringify(written));
    else
      await this.#ask('POST', '/api/articles', 'x-ndjson', written.map((one) => `${JSON.stringify(one)}\n`).join(''));
    for (const id of ids) model.acknowledge(id);
    this.acknowledged += ids.length;
  }

  #sent(id: string, version: number): number {
    const state: State = version;
    this.#options.model.send(id, state);
    return version;
  }

  async #ask(method: string, path: string, type: string | null, body: string | null): Promise<void> {
    const { url, key } = this.#options;
    const headers = {
      Authorization: `Bearer ${key}`,
      ...(type === null ? {} : { 'Content-Type': `application/${type}` }),
    };
    const response = await fetch(url + path, { method, headers, body });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`);
    if (type !== null && method === 'POST' && !answer.includes('"rejectedCount":0')) throw new Error(answer);
  }
}
