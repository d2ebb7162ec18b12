import { Turns } from '../../indexer/index.js';
import { allows, type AccessKey, type KeyWish, type Scope } from './access-key.js';
import { KeyFile } from './key-file.js';
import type { KeptKey, KeyStore } from './key-store.js';
import { hashOf, idIn, makeKey, matches } from './key-text.js';

/** A key as it is shown, once. */
export interface NewKey {
  readonly key: AccessKey;
  /** What its holder sends. */
  readonly text: string;
}

/** Who may do what: the keys of a data folder, or those that several processes share, held in memory. */
export class AccessKeys {
  readonly #store: KeyStore;
  #keys: Map<string, KeptKey>;
  /** What was read before a change must not come after it. */
  readonly #turns = new Turns();

  private constructor(store: KeyStore, kept: readonly KeptKey[]) {
    this.#store = store;
    this.#keys = byId(kept);
  }

  /**
   * Reads the keys.
   * @param kept where they are: the path of a file, made where it is missing, or another store, closed with them
   * @throws AccessError
   */
  static async open(kept: string | KeyStore): Promise<AccessKeys> {
    const store = typeof kept === 'string' ? KeyFile.open(kept) : kept;
    try {
      return new AccessKeys(store, await store.all());
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /**
   * Takes over what other processes have changed.
   * @throws AccessError; all keys stay as good as they were then
   */
  refresh(): Promise<void> {
    return this.#turns.run(() => this.#read());
  }

  /** All keys, the oldest first. */
  list(): readonly AccessKey[] {
    const keys = [...this.#keys.values()].map(({ key }) => key);
    return keys.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
  }

  /** Whether some key has a scope, be it past its end. */
  someAllow(scope: Scope): boolean {
    return [...this.#keys.values()].some(({ key }) => allows(key, scope));
  }

  /**
   * Makes a key; good from when this resolves.
   * @throws AccessError where it cannot be kept; it is not good then
   */
  async create(wish: KeyWish, now: Date = new Date()): Promise<NewKey> {
    const { id, text, hash } = makeKey();
    const key: AccessKey = { ...wish, id, createdAt: now.toISOString() };
    await this.#turns.run(async () => {
      await this.#store.add({ key, hash });
      this.#keys.set(id, { key, hash });
    });
    return { key, text };
  }

  /**
   * Withdraws a key; no good from when this resolves, with other processes from when they look again.
   * @returns the key; `undefined`: there is none with this id
   * @throws AccessError
   */
  revoke(id: string): Promise<AccessKey | undefined> {
    return this.#turns.run(async () => {
      // It may be another process's, made a moment ago.
      if (!this.#keys.has(id)) await this.#read();
      const kept = this.#keys.get(id);
      if (kept === undefined) return undefined;
      await this.#store.remove(id);
      this.#keys.delete(id);
      return kept.key;
    });
  }

  /** The key that a text is, be it past its end. */
  find(text: string): AccessKey | undefined {
    const kept = this.#keys.get(idIn(text) ?? '');
    return kept !== undefined && matches(text, kept.hash) ? kept.key : undefined;
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  async #read(): Promise<void> {
    this.#keys = byId(await this.#store.all());
  }
}

function byId(kept: readonly KeptKey[]): Map<string, KeptKey> {
  return new Map(kept.map((one) => [one.key.id, one]));
}

/** The key of the settings, as if it were one of the others. */
export class SettingsKey {
  readonly #hash: Uint8Array;
  readonly key: AccessKey = {
    id: 'settings',
    name: 'XUNWEN_ADMIN_KEY',
    scopes: ['admin'],
    origins: [],
    rate: null,
    createdAt: new Date(0).toISOString(),
    expiresAt: null,
  };

  constructor(text: string) {
    this.#hash = hashOf(text);
  }

  find(text: string): AccessKey | undefined {
    return matches(text, this.#hash) ? this.key : undefined;
  }
}
