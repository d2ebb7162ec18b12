import { Router } from 'express';
import type { SearchService } from '../../indexer/index.js';
import { readParameters } from '../schemas/parameters.js';
import { searchParameters, toSearchRequest } from '../schemas/search-parameters.js';
import { suggestParameters } from '../schemas/suggest-parameters.js';
import type { TypedQueries } from './typed-queries.js';

/**
 * `GET /api/search` and `GET /api/suggest`.
 * @param typed counts what is asked; `null`: nobody does
 */
export function searchRoutes(search: SearchService, typed: TypedQueries | null): Router {
  const router = Router();
  router.get('/api/search', async (request, response) => {
    const parameters = readParameters(searchParameters, request.query);
    const wantsCursor = request.query['collapse'] === 'false';
    const answer = await search.search(toSearchRequest(parameters, wantsCursor));
    if (parameters.cursor === undefined) typed?.note(request, parameters.q, answer);
    response.json(answer);
  });
  router.get('/api/suggest', async (request, response) => {
    response.json(await search.suggest(readParameters(suggestParameters, request.query)));
  });
  return router;
}
