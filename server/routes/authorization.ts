import type { Request, RequestHandler } from 'express';
import { allows, type AccessKey, type Scope } from '../access/index.js';
import { ApiError } from '../problem.js';
import { callerOf } from './callers.js';

const off =
  'Writing over HTTP is switched off. Make a key with "xunwen key create", or use the commands of "xunwen" on this machine.';

/** Which scopes are asked for at all. */
export interface RightsOptions {
  /** Whether anyone may search. */
  readonly isSearchPublic: boolean;
  /** Whether there is a key with a scope. */
  readonly someAllow: (scope: Scope) => boolean;
}

/**
 * Lets through who may do something. The owner may all.
 * @throws ApiError `unauthorized`; `forbidden` where a key has not the scope, or not for this page
 */
export function mayDo(scope: Scope, { isSearchPublic, someAllow }: RightsOptions): RequestHandler {
  return (request, _response, next) => {
    const caller = callerOf(request);
    if (caller.kind === 'refused' && (scope === 'search' || someAllow(scope)))
      throw new ApiError('unauthorized', caller.why);
    if (caller.kind === 'key') checkKey(caller.key, scope, request);
    else if (caller.kind !== 'owner' && !(scope === 'search' && isSearchPublic)) throw withoutKey(someAllow(scope));
    next();
  };
}

function withoutKey(someAllow: boolean): ApiError {
  return someAllow
    ? new ApiError('unauthorized', 'Send the key as "Authorization: Bearer …".')
    : new ApiError('forbidden', off);
}

function checkKey(key: AccessKey, scope: Scope, request: Request): void {
  if (!allows(key, scope)) {
    throw new ApiError('forbidden', `The key "${key.name}" is for: ${key.scopes.join(', ')}; this needs "${scope}".`);
  }
  const origin = request.get('Origin');
  if (key.origins.length > 0 && !(origin !== undefined && key.origins.includes(origin))) {
    throw new ApiError('forbidden', `The key "${key.name}" is not for pages of ${origin ?? 'no origin'}.`);
  }
}
