import type { Request, RequestHandler } from 'express';
import { SettingsKey, type AccessKey, type AccessKeys } from '../access/index.js';

/** Who sent a request, as far as it says so. */
export type Caller =
  | { readonly kind: 'owner' }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'key'; readonly key: AccessKey }
  /** A key was given that is none, or none any more. */
  | { readonly kind: 'refused'; readonly why: string };

const callers = new WeakMap<Request, Caller>();

/**
 * Who sent a request.
 * @throws Error where `identify` has not seen it
 */
export function callerOf(request: Request): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error(`nobody asked who sent ${request.method} ${request.path}`);
  return caller;
}

/** What `identify` goes by. */
export interface CallerOptions {
  readonly keys: Pick<AccessKeys, 'find'>;
  /** The key of the settings; `null`: none. */
  readonly adminKey: string | null;
  /** Whether the app answers on the owner's own socket. */
  readonly owner: boolean;
}

/**
 * Finds out who sent a request: from `Authorization: Bearer …`, or, of requests that only read, from the parameter
 * `key`, with which browsers need not ask first whether they may send the header to another origin.
 */
export function identify({ keys, adminKey, owner }: CallerOptions): RequestHandler {
  const settings = adminKey === null ? null : new SettingsKey(adminKey);
  const find = (text: string): AccessKey | undefined => keys.find(text) ?? settings?.find(text);
  return (request, _response, next) => {
    callers.set(request, owner ? { kind: 'owner' } : whoHas(keyIn(request), find));
    next();
  };
}

function whoHas(text: string | null, find: (text: string) => AccessKey | undefined): Caller {
  if (text === null) return { kind: 'anonymous' };
  const key = find(text);
  if (key === undefined) return { kind: 'refused', why: 'The key is wrong, or was revoked.' };
  const isOver = key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now();
  return isOver ? { kind: 'refused', why: `The key was good until ${key.expiresAt}.` } : { kind: 'key', key };
}

function keyIn(request: Request): string | null {
  // Others, such as `Basic`, are for a proxy before us.
  const header = request.get('Authorization') ?? '';
  if (/^Bearer/i.test(header)) return /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? '';
  const parameter = ['GET', 'HEAD'].includes(request.method) ? request.query['key'] : undefined;
  return typeof parameter === 'string' && parameter !== '' ? parameter : null;
}
