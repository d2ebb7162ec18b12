import { Router } from 'express';
import type { SearchService } from '../../indexer/index.js';
import { readParameters } from '../schemas/parameters.js';
import { searchParameters, toSearchRequest } from '../schemas/search-parameters.js';
import { suggestParameters } from '../schemas/suggest-parameters.js';

/** `GET /api/search` and `GET /api/suggest`. */
export function searchRoutes(search: SearchService): Router {
  const router = Router();
  router.get('/api/search', async (request, response) => {
    const parameters = readParameters(searchParameters, request.query);
    const wantsCursor = request.query['collapse'] === 'false';
    response.json(await search.search(toSearchRequest(parameters, wantsCursor)));
  });
  router.get('/api/suggest', async (request, response) => {
    response.json(await search.suggest(readParameters(suggestParameters, request.query)));
  });
  return router;
}
