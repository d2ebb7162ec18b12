/** What a key lets its holder do. `admin` includes the others. */
export const scopes = ['search', 'write', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** A key as its owner sees it; the key itself is shown once, when it is made. */
export interface AccessKey {
  /** Names the key in lists and in the log; a part of the key itself, and no secret. */
  readonly id: string;
  /** For people: who has it, or what for. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Origins whose pages may use it, such as `https://news.example`; empty: any page, and programs. */
  readonly origins: readonly string[];
  /** Requests a minute, whoever makes them; `null`: no limit of its own. */
  readonly rate: number | null;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC: no good from then on; `null`: good until revoked. */
  readonly expiresAt: string | null;
}

/** What a new key is to be. */
export type KeyWish = Omit<AccessKey, 'id' | 'createdAt'>;

/** Whether a key lets its holder do something. */
export function allows({ scopes: granted }: Pick<AccessKey, 'scopes'>, scope: Scope): boolean {
  return granted.includes(scope) || granted.includes('admin');
}
