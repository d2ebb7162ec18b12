import compression from 'compression';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { ArticleStore } from '../corpus/index.js';
import type { AccessKeys, Scope } from './access/index.js';
import type { IndexStats, Ingest, LiveDictionary, LiveSynonyms, Readers, SearchService } from '../indexer/index.js';
import type { SourceStatus } from './crawl/index.js';
import type { FileSize } from './data-folder/index.js';
import type { Finding } from './doctor/index.js';
import { errorHandler } from './error-handler.js';
import type { Stretch } from './history/index.js';
import type { LoadFigures } from './load/index.js';
import type { ServiceMetrics } from './metrics/index.js';
import { openApiDocument } from './openapi/document.js';
import { loadAssets } from './page/assets.js';
import type { Site } from './page/layout.js';
import { ApiError } from './problem.js';
import { articleRoutes } from './routes/article-routes.js';
import { audit } from './routes/audit.js';
import { mayDo } from './routes/authorization.js';
import { identify } from './routes/callers.js';
import { scriptRoutes } from './routes/script-routes.js';
import { demoRoutes } from './routes/demo-routes.js';
import { docsRoutes } from './routes/docs-routes.js';
import { feedRoutes } from './routes/feed-routes.js';
import { healthRoutes, requireReady } from './routes/health-routes.js';
import { ownerRoutes } from './routes/owner-routes.js';
import { adminRoutes, assetRoutes, pageRoutes } from './routes/page-routes.js';
import { rateLimits, warnOfProxies } from './routes/rate-limits.js';
import { readersRoutes } from './routes/readers-routes.js';
import { requestLog } from './routes/request-log.js';
import { requestMetrics } from './routes/request-metrics.js';
import { searchRoutes } from './routes/search-routes.js';
import { readingCors, securityHeaders } from './routes/security.js';
import { statsRoutes } from './routes/stats-routes.js';
import { TypedQueries } from './routes/typed-queries.js';
import { wordRoutes } from './routes/word-routes.js';
import { writeRoutes } from './routes/write-routes.js';

/** The settings the application uses; `Config` has them all. */
export interface AppSettings {
  readonly siteName: string;
  /** Origins whose pages may read; `*` for all. */
  readonly corsOrigins: readonly string[];
  /** Under which readers reach the service, without a slash at the end; `null`: as each request says. */
  readonly publicUrl: string | null;
  /** A key for everything, besides those of the data folder; `null`: none. */
  readonly adminKey: string | null;
  /** Whether searching needs a key. */
  readonly searchAccess: 'public' | 'key';
  /** Requests a minute from one address; `null`: no limit. */
  readonly rateLimit: number | null;
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed, as Express names them. */
  readonly trustedProxies: readonly string[];
  /** Bytes of a JSON body, after decompression. */
  readonly bodyLimit: number;
  /** Seconds an upload may stand still. */
  readonly requestTimeout: number;
  /** Whether the news is the invented sample. */
  readonly demo?: boolean;
}

/** What goes on beside the index. */
export interface Watched {
  /** The files of the data folder. */
  readonly files: () => readonly FileSize[];
  readonly load: () => LoadFigures;
  /** The sources that the service follows. */
  readonly sources: () => readonly SourceStatus[];
  /** What went on in the last hours. */
  readonly history: (hours: number) => Promise<readonly Stretch[]>;
}

/** What the application answers with; wired in `start-server.ts`. */
export interface AppDeps {
  readonly search: SearchService;
  readonly ingest: Ingest;
  readonly store: ArticleStore;
  readonly readers: Readers;
  readonly dictionary: Pick<LiveDictionary, 'list' | 'add' | 'remove'>;
  readonly synonyms: Pick<LiveSynonyms, 'current' | 'add' | 'remove'>;
  readonly keys: AccessKeys;
  readonly metrics: ServiceMetrics;
  readonly stats: () => IndexStats;
  /** Whether the index finds exactly the articles of the store. */
  readonly verify: () => Promise<Finding>;
  /** What else an owner may see. */
  readonly watched: Watched;
  /** Whether searches can be answered; until then they get 503. */
  readonly ready: () => boolean;
  /** Whether what is searched can be reached at the moment, as `/readyz` tells. */
  readonly isReachable: () => boolean;
  readonly config: AppSettings;
  readonly log: Logger;
  /** The app on the owner's own socket: writing needs no key, and `GET /owner/stats` is there. */
  readonly owner?: boolean;
}

/** What the pages say of the site. */
export function siteOf({ siteName, demo = false }: Pick<AppSettings, 'siteName' | 'demo'>): Site {
  return { name: siteName, demo, assets: loadAssets() };
}

/** Puts the HTTP application together. It never listens. */
export function createApp(deps: AppDeps): Express {
  const { config, log } = deps;
  const site = siteOf(config);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', config.trustedProxies);
  app.use(requestLog(log), requestMetrics(deps.metrics), securityHeaders(), compression());
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    next();
  });
  app.use(
    healthRoutes(deps),
    assetRoutes(site),
    adminRoutes(site),
    scriptRoutes(),
    demoRoutes(),
    docsRoutes(openApiDocument()),
  );
  useRules(app, deps);
  if (deps.owner === true) app.use(ownerRoutes(deps));
  // The owner's commands are not readers.
  const typed = deps.owner === true ? null : new TypedQueries(deps.readers, deps.metrics);
  useApi(app, deps, typed);
  app.use(feedRoutes({ ...deps, publicUrl: config.publicUrl }, site), pageRoutes({ ...deps, typed }, site));
  app.use(() => {
    throw new ApiError('not_found', 'There is nothing at this address.');
  });
  app.use(errorHandler(site));
  return app;
}

/** What readers may see; `searchAccess` says who is one. */
const readable = ['/', '/articles/:id', '/search.rss', '/search.json', '/suggest.json'];
const readableApi = ['/api/search', '/api/suggest', '/api/articles/:id', '/api/articles/:id/related'];

/** Who may do what, and how often; and what is written down of it. */
function useRules(app: Express, { keys, config, owner = false }: AppDeps): void {
  const hasTrustedProxies = config.trustedProxies.length > 0;
  const someAllow = (scope: Scope): boolean => config.adminKey !== null || keys.someAllow(scope);
  const may = (scope: Scope): RequestHandler =>
    mayDo(scope, { isSearchPublic: config.searchAccess === 'public', someAllow });
  app.use(readingCors(config.corsOrigins), identify({ keys, adminKey: config.adminKey, owner }), audit());
  app.use(warnOfProxies(hasTrustedProxies), rateLimits({ rateLimit: config.rateLimit, hasTrustedProxies }));
  app.get([...readable, ...readableApi], may('search'));
  app.post('/api/articles', may('write'));
  app.put('/api/articles/:id', may('write'));
  app.delete('/api/articles/:id', may('write'));
  app.use(['/api/admin', '/api/stats'], may('admin'));
}

function useApi(app: Express, deps: AppDeps, typed: TypedQueries | null): void {
  const { search, ingest, store, readers, dictionary, synonyms, ready, config } = deps;
  app.use('/api', requireReady(ready));
  app.use(searchRoutes(search, typed), articleRoutes(store, search), writeRoutes(ingest, store, config));
  app.use(readersRoutes(readers, store, config), wordRoutes({ dictionary, synonyms }, config), statsRoutes(deps));
}
