import compression from 'compression';
import express from 'express';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { ArticleStore } from '../corpus/index.js';
import type { IndexStats, Ingest, LiveDictionary, LiveSynonyms, Readers, SearchService } from '../indexer/index.js';
import { errorHandler } from './error-handler.js';
import { openApiDocument } from './openapi/document.js';
import { loadAssets } from './page/assets.js';
import type { Site } from './page/layout.js';
import { ApiError } from './problem.js';
import { articleRoutes } from './routes/article-routes.js';
import { mayWrite } from './routes/authorization.js';
import { scriptRoutes } from './routes/script-routes.js';
import { demoRoutes } from './routes/demo-routes.js';
import { docsRoutes } from './routes/docs-routes.js';
import { feedRoutes } from './routes/feed-routes.js';
import { healthRoutes, requireReady } from './routes/health-routes.js';
import { ownerRoutes } from './routes/owner-routes.js';
import { assetRoutes, pageRoutes } from './routes/page-routes.js';
import { readersRoutes } from './routes/readers-routes.js';
import { requestLog } from './routes/request-log.js';
import { searchRoutes } from './routes/search-routes.js';
import { readingCors, securityHeaders } from './routes/security.js';
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
  /** The key for writing; `null`: writing over HTTP is off. */
  readonly adminKey: string | null;
  /** Bytes of a JSON body, after decompression. */
  readonly bodyLimit: number;
  /** Seconds an upload may stand still. */
  readonly requestTimeout: number;
  /** Whether the news is the invented sample. */
  readonly demo?: boolean;
}

/** What the application answers with; wired in `start-server.ts`. */
export interface AppDeps {
  readonly search: SearchService;
  readonly ingest: Ingest;
  readonly store: ArticleStore;
  readonly readers: Readers;
  readonly dictionary: Pick<LiveDictionary, 'list' | 'add' | 'remove'>;
  readonly synonyms: Pick<LiveSynonyms, 'current' | 'add' | 'remove'>;
  readonly stats: () => IndexStats;
  /** Whether searches can be answered; until then they get 503. */
  readonly ready: () => boolean;
  readonly config: AppSettings;
  readonly log: Logger;
  /** The app on the owner's own socket: writing needs no key, and `GET /owner/stats` is there. */
  readonly owner?: boolean;
}

/** Puts the HTTP application together. It never listens. */
export function createApp(deps: AppDeps): Express {
  const { config, log } = deps;
  const site: Site = { name: config.siteName, demo: config.demo ?? false, assets: loadAssets() };
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(requestLog(log), securityHeaders(), compression());
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    next();
  });
  app.use(healthRoutes(deps.ready), assetRoutes(site), scriptRoutes(), demoRoutes(), docsRoutes(openApiDocument()));
  if (deps.owner === true) app.use(ownerRoutes(deps.stats));
  // The owner's commands are not readers.
  const typed = deps.owner === true ? null : new TypedQueries(deps.readers);
  useApi(app, deps, typed);
  app.use(feedRoutes({ ...deps, publicUrl: config.publicUrl }, site), pageRoutes({ ...deps, typed }, site));
  app.use(() => {
    throw new ApiError('not_found', 'There is nothing at this address.');
  });
  app.use(errorHandler(site));
  return app;
}

function useApi(app: Express, deps: AppDeps, typed: TypedQueries | null): void {
  const { search, ingest, store, readers, dictionary, synonyms, ready, config, owner = false } = deps;
  app.use(readingCors(config.corsOrigins));
  app.post('/api/articles', mayWrite(config.adminKey, owner));
  app.put('/api/articles/:id', mayWrite(config.adminKey, owner));
  app.delete('/api/articles/:id', mayWrite(config.adminKey, owner));
  app.use('/api/admin', mayWrite(config.adminKey, owner));
  app.use('/api', requireReady(ready));
  app.use(searchRoutes(search, typed), articleRoutes(store, search), writeRoutes(ingest, store, config));
  app.use(readersRoutes(readers, store, config), wordRoutes({ dictionary, synonyms }, config));
}
