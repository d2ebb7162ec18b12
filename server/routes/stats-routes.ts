import { Router } from 'express';
import type { AppDeps } from '../app.js';
import { readParameters } from '../schemas/parameters.js';
import { historyParameters, statsParameters, type ServiceStats } from '../schemas/stats.js';
import { packageVersion } from '../package-version.js';

const startedAt = new Date().toISOString();

/** `GET /api/stats` and `GET /api/stats/history`, for owners; who may see them is checked before. */
export function statsRoutes({ stats, readers, watched }: Pick<AppDeps, 'stats' | 'readers' | 'watched'>): Router {
  const router = Router();
  router.get('/api/stats', (request, response) => {
    const { queries } = readParameters(statsParameters, request.query);
    const answer: ServiceStats = {
      version: packageVersion,
      startedAt,
      rss: process.memoryUsage.rss(),
      index: stats(),
      files: watched.files(),
      load: watched.load(),
      popular: readers.popular(queries),
      missed: readers.missed(queries),
      sources: watched.sources(),
    };
    response.json(answer);
  });
  router.get('/api/stats/history', async (request, response) => {
    response.json({ stretches: await watched.history(readParameters(historyParameters, request.query).hours) });
  });
  return router;
}
