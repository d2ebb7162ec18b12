import type { Request, RequestHandler, Response } from 'express';
import { callerOf } from './callers.js';

/** What a writing request did, besides its address: counts, never texts. */
const details = new WeakMap<Response, object>();

/** Adds to the audit line of a request. */
export function audited(response: Response, detail: object): void {
  details.set(response, { ...details.get(response), ...detail });
}

/**
 * Writes a line into the log for each request that would change something, done or refused: who, what, from where, and
 * how it ended. Its field `audit` is `true`.
 */
export function audit(): RequestHandler {
  return (request, response, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return next();
    // A connection that is gone has no address any more.
    const { method, path, ip: address } = request;
    response.once('close', () => {
      const line = { audit: true, ...whoSent(request), method, path, address };
      const status = response.writableFinished ? response.statusCode : null;
      request.log.info({ ...line, status, ...details.get(response) }, 'audit');
    });
    next();
  };
}

function whoSent(request: Request): object {
  const caller = callerOf(request);
  return caller.kind === 'key' ? { key: caller.key.id, name: caller.key.name } : { key: caller.kind };
}
