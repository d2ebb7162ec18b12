import { allows, type AccessKey, type KeyWish, type Scope } from './access-key.js';
import { KeyFile, type KeptKey } from './key-file.js';
import { hashOf, idIn, makeKey, matches } from './key-text.js';

/** A key as it is shown, once. */
export interface NewKey {
  readonly key: AccessKey;
  /** What its holder sends. */
  readonly text: string;
}

/** Who may do what: the keys of a data folder, held in memory, and the one of the settings. */
export class AccessKeys {
  readonly #file: KeyFile;
  readonly #keys: Map<string, KeptKey>;

  private constructor(file: KeyFile, kept: readonly KeptKey[]) {
    this.#file = file;
    this.#keys = new Map(kept.map((one) => [one.key.id, one]));
  }

  /**
   * Reads the keys of a file, made where it is missing.
   * @throws AccessError
   */
  static async open(path: string): Promise<AccessKeys> {
    const file = KeyFile.open(path);
    try {
      return new AccessKeys(file, await file.all());
    } catch (error) {
      await file.close();
      throw error;
    }
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
    await this.#file.add({ key, hash });
    this.#keys.set(id, { key, hash });
    return { key, text };
  }

  /**
   * Withdraws a key; no good from when this resolves.
   * @returns the key; `undefined`: there is none with this id
   * @throws AccessError
   */
  async revoke(id: string): Promise<AccessKey | undefined> {
    const kept = this.#keys.get(id);
    if (kept === undefined) return undefined;
    await this.#file.remove(id);
    this.#keys.delete(id);
    return kept.key;
  }

  /** The key that a text is, be it past its end. */
  find(text: string): AccessKey | undefined {
    const kept = this.#keys.get(idIn(text) ?? '');
    return kept !== undefined && matches(text, kept.hash) ? kept.key : undefined;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
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
