import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ApiError } from '../problem.js';

const off =
  'Writing over HTTP is switched off. Set XUNWEN_ADMIN_KEY and restart, or use the commands of "xunwen" on this machine.';

/**
 * Lets through who may write.
 * @param key what `Authorization: Bearer …` must carry; `null`: writing over HTTP is off
 * @param owner whether the app answers on the owner's own socket, where no key is needed
 * @throws ApiError `forbidden` or `unauthorized`
 */
export function mayWrite(key: string | null, owner: boolean): RequestHandler {
  return (request, _response, next) => {
    if (owner) return next();
    if (key === null) throw new ApiError('forbidden', off);
    const given = /^Bearer +(\S+) *$/i.exec(request.get('Authorization') ?? '')?.[1];
    if (given === undefined) throw new ApiError('unauthorized', 'Send the key as "Authorization: Bearer …".');
    if (!areEqual(given, key)) throw new ApiError('unauthorized', 'The key is wrong.');
    next();
  };
}

/** Takes the same time wherever the two differ, and whatever their lengths. */
function areEqual(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
