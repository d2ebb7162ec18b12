import { Router, type Request } from 'express';
import type { SearchService } from '../../indexer/index.js';
import { toFeed, type Feed } from '../feeds/feed.js';
import { toJsonFeed } from '../feeds/json-feed.js';
import { renderOpenSearch } from '../feeds/opensearch-description.js';
import { renderRss } from '../feeds/rss.js';
import type { Site } from '../page/layout.js';
import { feedParameters, toFeedRequest } from '../schemas/feed-parameters.js';
import { readParameters } from '../schemas/parameters.js';
import { suggestParameters } from '../schemas/suggest-parameters.js';
import { ApiError } from '../problem.js';
import { requireReady } from './health-routes.js';
import { withoutKey } from './key-parameter.js';

/** What the feeds need. */
export interface FeedDeps {
  readonly search: SearchService;
  readonly ready: () => boolean;
  /** Under which readers reach the service, without a slash at the end; `null`: as each request says. */
  readonly publicUrl: string | null;
}

/** For other programs than the page: searches to subscribe to, and what a browser needs to search here. */
export function feedRoutes({ search, ready, publicUrl }: FeedDeps, site: Site): Router {
  const baseUrl = (request: Request): string => publicUrl ?? askedUrl(request);
  const feedOf = async (request: Request): Promise<Feed> => {
    const parameters = readParameters(feedParameters, request.query);
    const answer = await search.search(toFeedRequest(parameters));
    const query = withoutKey(/\?.*$/.exec(request.originalUrl)?.[0] ?? '');
    return toFeed(parameters.q, answer, { siteName: site.name, baseUrl: baseUrl(request), path: request.path, query });
  };
  const router = Router();
  router.get(['/search.rss', '/search.json', '/suggest.json'], requireReady(ready));
  router.get('/search.rss', async (request, response) => {
    response.type('application/rss+xml').send(renderRss(await feedOf(request)));
  });
  router.get('/search.json', async (request, response) => {
    response.type('application/feed+json').send(JSON.stringify(toJsonFeed(await feedOf(request))));
  });
  router.get('/suggest.json', async (request, response) => {
    const { query, suggestions } = await search.suggest(readParameters(suggestParameters, request.query));
    const answer = [query, suggestions.map(({ text }) => text)];
    response.type('application/x-suggestions+json').send(JSON.stringify(answer));
  });
  router.get('/opensearch.xml', (request, response) => {
    const body = renderOpenSearch(site.name, baseUrl(request), site.assets.icon.href);
    response.type('application/opensearchdescription+xml').send(body);
  });
  return router;
}

/**
 * Where the service was reached, as the request says.
 * @throws ApiError where its `Host` is missing (HTTP/1.0) or no host
 */
function askedUrl(request: Request): string {
  const host = request.get('host') ?? '';
  const url = `${request.protocol}://${host}`;
  if (/^[\w.:[\]-]+$/.test(host) && URL.canParse(url)) return url;
  throw new ApiError('invalid_parameter', 'the request does not say for which host it is, in a header Host');
}
