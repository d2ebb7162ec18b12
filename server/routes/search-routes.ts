import { Router } from 'express';
import type { SearchService } from '../../indexer/index.js';
import type { InstantAnswer } from '../schemas/answers.js';
import { readParameters } from '../schemas/parameters.js';
import { searchParameters, toSearchRequest } from '../schemas/search-parameters.js';
import { suggestParameters, toInstantRequest, type SuggestParameters } from '../schemas/suggest-parameters.js';
import type { TypedQueries } from './typed-queries.js';

/**
 * `GET /api/search` and `GET /api/suggest`.
 * @param typed counts what is asked; `null`: nobody does
 */
export function searchRoutes(search: SearchService, typed: TypedQueries | null): Router {
  const router = Router();
  router.get('/api/search', async (request, response) => {
    const parameters = readParameters(searchParameters, request.query);
    const answer = await search.search(toSearchRequest(parameters));
    if (parameters.cursor === undefined) typed?.note(request, parameters.q, answer);
    response.json(answer);
  });
  router.get('/api/suggest', async (request, response) => {
    const parameters = readParameters(suggestParameters, request.query);
    const [suggested, instant] = await Promise.all([search.suggest(parameters), instantHits(search, parameters)]);
    response.json({ ...suggested, ...instant });
  });
  return router;
}

/** Nobody counts these: what is typed so far is not a query yet. */
async function instantHits(
  search: SearchService,
  parameters: SuggestParameters,
): Promise<Pick<InstantAnswer, 'instant'>> {
  if (parameters.hits === 0 || parameters.q.trim() === '') return {};
  const { total, relaxed, didYouMean, hits } = await search.search(toInstantRequest(parameters));
  return { instant: { total, relaxed, didYouMean, hits } };
}
