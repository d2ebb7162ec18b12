import { Router } from 'express';
import type { RequestHandler } from 'express';
import { ApiError } from '../problem.js';

/**
 * Refuses while the service cannot answer searches yet.
 * @throws ApiError `unavailable`
 */
export function requireReady(ready: () => boolean): RequestHandler {
  return (_request, _response, next) => {
    if (!ready()) throw new ApiError('unavailable', 'The index is being made ready; try again in a moment.');
    next();
  };
}

/** `GET /healthz`: the process lives. `GET /readyz`: it can answer searches. */
export function healthRoutes(ready: () => boolean): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', requireReady(ready), (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ready' });
  });
  return router;
}
