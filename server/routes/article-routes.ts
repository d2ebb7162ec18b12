import { Router } from 'express';
import type { Article, ArticleStore } from '../../corpus/index.js';
import { ApiError } from '../problem.js';

/**
 * The article with this id.
 * @throws ApiError `not_found`
 */
export async function findArticle(store: ArticleStore, id: string): Promise<Article> {
  const [stored] = await store.get([id]);
  if (stored === undefined) throw new ApiError('not_found', 'There is no article with this id.');
  return stored.article;
}

/** `GET /api/articles/:id`. */
export function articleRoutes(store: ArticleStore): Router {
  const router = Router();
  router.get('/api/articles/:id', async (request, response) => {
    response.json(await findArticle(store, request.params.id));
  });
  return router;
}
