import { Router } from 'express';
import type { Article, ArticleStore } from '../../corpus/index.js';
import type { SearchService } from '../../indexer/index.js';
import { ApiError } from '../problem.js';
import { readParameters } from '../schemas/parameters.js';
import { relatedParameters } from '../schemas/related-parameters.js';

/**
 * The article with this id.
 * @throws ApiError `not_found`
 */
export async function findArticle(store: ArticleStore, id: string): Promise<Article> {
  const [stored] = await store.get([id]);
  if (stored === undefined) throw new ApiError('not_found', 'There is no article with this id.');
  return stored.article;
}

/** `GET /api/articles/:id` and `GET /api/articles/:id/related`. */
export function articleRoutes(store: ArticleStore, search: SearchService): Router {
  const router = Router();
  router.get('/api/articles/:id', async (request, response) => {
    response.json(await findArticle(store, request.params.id));
  });
  router.get('/api/articles/:id/related', async (request, response) => {
    const { size } = readParameters(relatedParameters, request.query);
    const { id } = await findArticle(store, request.params.id);
    response.json(await search.related(id, size));
  });
  return router;
}
