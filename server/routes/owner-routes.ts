import { Router } from 'express';
import type { IndexStats } from '../../indexer/index.js';

/** `GET /owner/stats`, with the bytes that the process takes, for the command line on the owner's own socket; in no other app, and not part of the API. */
export function ownerRoutes(stats: () => IndexStats): Router {
  const router = Router();
  router.get('/owner/stats', (_request, response) => {
    response.json({ ...stats(), rss: process.memoryUsage.rss() });
  });
  return router;
}
