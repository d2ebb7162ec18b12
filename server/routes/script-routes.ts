import { readFileSync } from 'node:fs';
import { Router } from 'express';

/** Seconds for which a browser does not ask again: a site's readers get a new version within the hour. */
const freshFor = 3600;

/** What a site's pages load from here, by address; bundled when it is built. */
const scripts = {
  '/searchbox.js': '../box/searchbox.js',
  '/instantsearch.js': '../instantsearch/bundle.js',
} as const;

/**
 * `GET /searchbox.js` and `GET /instantsearch.js`: every site may load them; what they ask for is another matter
 * (`XUNWEN_CORS_ORIGINS`).
 */
export function scriptRoutes(): Router {
  const router = Router();
  for (const [address, file] of Object.entries(scripts)) {
    // From <out folder>/server/routes/; read once, at the start.
    const script = readFileSync(new URL(file, import.meta.url), 'utf8');
    router.get(address, (_request, response) => {
      response
        .set('Access-Control-Allow-Origin', '*')
        .set('Cross-Origin-Resource-Policy', 'cross-origin')
        .set('Cache-Control', `public, max-age=${freshFor}`)
        .type('js')
        .send(script);
    });
  }
  return router;
}
