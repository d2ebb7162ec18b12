import type { Stats, Stretch } from './answers.js';

/** Why a request brought no answer. */
export type Trouble = 'refused' | 'busy' | 'unreachable' | 'invalid';

/** A request that brought no answer; `message` is the service's word, where it gave one. */
export class ServiceTrouble extends Error {
  override readonly name = 'ServiceTrouble';
  readonly kind: Trouble;

  constructor(kind: Trouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What went wrong, for who asked for it. */
export function toldOf(error: unknown): string {
  return error instanceof ServiceTrouble ? error.message : String(error);
}

/** A rule of synonyms. */
export interface Rule {
  readonly words: readonly string[];
  readonly to: readonly string[] | null;
}

/** A word of the dictionary. */
export interface Word {
  readonly word: string;
  readonly source: 'own' | 'operators';
}

function troubleOf(status: number): Trouble {
  if (status === 401 || status === 403) return 'refused';
  return [429, 502, 503, 504].includes(status) ? 'busy' : 'invalid';
}

/** Speaks with the service in the name of who has a key. */
export class Service {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  stats(): Promise<Stats> {
    return this.#ask('GET', '/api/stats');
  }

  async history(hours: number): Promise<readonly Stretch[]> {
    return (await this.#ask<{ stretches: readonly Stretch[] }>('GET', `/api/stats/history?hours=${hours}`)).stretches;
  }

  /** How many articles a search finds now. */
  async total(query: string): Promise<number> {
    const q = encodeURIComponent(query);
    const answer = await this.#ask<{ total: number; relaxed: object | null }>('GET', `/api/search?size=1&q=${q}`);
    return answer.relaxed === null ? answer.total : 0;
  }

  async blocked(): Promise<readonly string[]> {
    return (await this.#ask<{ words: readonly string[] }>('GET', '/api/admin/blocked')).words;
  }

  block(word: string): Promise<unknown> {
    return this.#ask('POST', '/api/admin/blocked', { words: [word] });
  }

  unblock(word: string): Promise<unknown> {
    return this.#ask('DELETE', `/api/admin/blocked/${encodeURIComponent(word)}`);
  }

  async rules(): Promise<readonly Rule[]> {
    return (await this.#ask<{ rules: readonly Rule[] }>('GET', '/api/admin/synonyms')).rules;
  }

  addRule(rule: Rule): Promise<unknown> {
    return this.#ask('POST', '/api/admin/synonyms', { rules: [rule] });
  }

  removeFromRules(word: string): Promise<unknown> {
    return this.#ask('DELETE', `/api/admin/synonyms?word=${encodeURIComponent(word)}`);
  }

  async words(): Promise<readonly Word[]> {
    return (await this.#ask<{ words: readonly Word[] }>('GET', '/api/admin/dictionary')).words;
  }

  addWord(word: string): Promise<unknown> {
    return this.#ask('POST', '/api/admin/dictionary', { words: [{ word }] });
  }

  removeWord(word: string): Promise<unknown> {
    return this.#ask('DELETE', `/api/admin/dictionary?word=${encodeURIComponent(word)}`);
  }

  /** The service is ours, and of the version that brought this page. */
  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = { Authorization: `Bearer ${this.#key}`, ...(body && { 'Content-Type': 'application/json' }) };
    const response = await fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) }).catch(
      (cause: unknown) => {
        throw new ServiceTrouble('unreachable', '', { cause });
      },
    );
    const answer: unknown = await response.json().catch(() => null);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    if (response.ok) return answer as T;
    const detail: unknown = answer instanceof Object ? Reflect.get(answer, 'detail') : null;
    throw new ServiceTrouble(troubleOf(response.status), typeof detail === 'string' ? detail : String(response.status));
  }
}
