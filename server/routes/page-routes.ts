import { Router } from 'express';
import type { ArticleStore } from '../../corpus/index.js';
import type { SearchRequest, SearchService } from '../../indexer/index.js';
import { renderAdminPage } from '../page/admin-page.js';
import { renderArticlePage } from '../page/article-page.js';
import type { Site } from '../page/layout.js';
import { filtersOf, inTime, pageSize, readPageQuery } from '../page/page-query.js';
import type { PageQuery } from '../page/page-query.js';
import { renderResultPage } from '../page/result-page.js';
import type { Results } from '../page/result-page.js';
import { anyTime, isSameRange } from '../page/time-range.js';
import { firstArticles } from '../schemas/search-parameters.js';
import { findArticle } from './article-routes.js';
import { requireReady } from './health-routes.js';
import type { TypedQueries } from './typed-queries.js';

/** Related articles that an article's page shows at most. */
const relatedCount = 5;

/** What the pages need. */
export interface PageDeps {
  readonly search: SearchService;
  readonly store: ArticleStore;
  readonly ready: () => boolean;
  /** Counts what is asked; `null`: nobody does. */
  readonly typed: TypedQueries | null;
}

/** The pages for readers: `GET /` and `GET /articles/:id`. */
export function pageRoutes({ search, store, ready, typed }: PageDeps, site: Site): Router {
  const router = Router();
  router.get(['/', '/articles/:id'], requireReady(ready));
  router.get('/', async (request, response) => {
    const results = await ask(search, readPageQuery(request.query));
    typed?.note(request, results.query.q, results.answer);
    response.type('html').send(renderResultPage(site, results));
  });
  router.get('/articles/:id', async (request, response) => {
    const article = await findArticle(store, request.params.id);
    const { related } = await search.related(article.id, relatedCount);
    response.type('html').send(renderArticlePage(site, article, related, readPageQuery(request.query)));
  });
  return router;
}

/** `GET /admin`: the page of the owner, which holds nothing until it is given a key. */
export function adminRoutes(site: Site): Router {
  const router = Router();
  const page = renderAdminPage(site);
  router.get('/admin', (_request, response) => {
    // Nobody else frames it.
    response.set('X-Frame-Options', 'DENY').type('html').send(page);
  });
  return router;
}

/** The files of the page; their addresses change with their content, so they are kept for good. */
export function assetRoutes({ assets }: Site): Router {
  const router = Router();
  for (const { href, type, body } of Object.values(assets)) {
    router.get(href, (_request, response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(body);
    });
  }
  return router;
}

async function ask(search: SearchService, query: PageQuery): Promise<Results> {
  const answer = await search.search(toRequest(query));
  const { section = [], source = [], author = [], month = [] } = answer.facets;
  const months = isSameRange(query, anyTime) ? month : await monthsOf(search, query);
  return { query, answer, counts: { section, source, author, month: months } };
}

/** The months that could be chosen instead of the chosen time. */
async function monthsOf(search: SearchService, query: PageQuery): Promise<Results['counts']['month']> {
  const request = toRequest(inTime(query, anyTime));
  const { facets } = await search.search({ ...request, size: 1, facets: ['month'] });
  return facets.month ?? [];
}

function toRequest(query: PageQuery): SearchRequest {
  return {
    ...firstArticles,
    q: query.q,
    page: query.page,
    size: pageSize,
    sort: query.q === '' ? 'newest' : query.sort,
    match: 'auto',
    filters: filtersOf(query),
    facets: ['section', 'source', 'author', 'month'],
    // Months of a hundred years.
    facetSize: 1200,
  };
}
