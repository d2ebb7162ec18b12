import { Router } from 'express';
import type { RequestHandler } from 'express';
import type { AppDeps } from '../app.js';
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

/** What the health of a service is told by. */
export type HealthParts = Pick<AppDeps, 'ready' | 'isReachable' | 'metrics'>;

/** `GET /healthz`: the process lives. `GET /readyz`: it can answer searches. `GET /metrics`: what goes on, for Prometheus. */
export function healthRoutes({ ready, isReachable, metrics }: HealthParts): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', requireReady(ready), (_request, response) => {
    if (!isReachable()) throw new ApiError('unavailable', 'The cluster does not answer at the moment.');
    response.set('Cache-Control', 'no-store').json({ status: 'ready' });
  });
  router.get('/metrics', async (_request, response) => {
    const { type, text } = await metrics.tell();
    response.set({ 'Cache-Control': 'no-store', 'Content-Type': type }).end(text);
  });
  return router;
}
