import { Router } from 'express';
import type { AppDeps } from '../app.js';
import { ApiError } from '../problem.js';
import { checked } from '../schemas/checked.js';
import { keyInput } from '../schemas/keys.js';
import { audited } from './audit.js';
import { readJson } from './request-body.js';

/**
 * For the command line on the owner's own socket; in no other app, and not part of the API: `GET /owner/stats`, with the
 * bytes that the process takes, `GET /owner/verify`, and the keys at `/owner/keys`.
 */
export function ownerRoutes({
  stats,
  keys,
  config,
  verify,
}: Pick<AppDeps, 'stats' | 'keys' | 'config' | 'verify'>): Router {
  const router = Router();
  router.get('/owner/stats', (_request, response) => {
    response.json({ ...stats(), rss: process.memoryUsage.rss() });
  });
  router.get('/owner/verify', async (_request, response) => {
    response.json(await verify());
  });
  router.get('/owner/keys', (_request, response) => {
    response.json({ keys: keys.list() });
  });
  router.post('/owner/keys', async (request, response) => {
    const made = await keys.create(checked(keyInput, await readJson(request, config)));
    audited(response, { created: made.key.id, scopes: made.key.scopes });
    response.status(201).json(made);
  });
  router.delete('/owner/keys/:id', async (request, response) => {
    const revoked = await keys.revoke(request.params.id);
    if (revoked === undefined) throw new ApiError('not_found', `There is no key "${request.params.id}".`);
    response.json({ key: revoked });
  });
  return router;
}
