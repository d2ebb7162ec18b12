import { readFileSync } from 'node:fs';
import { Router } from 'express';

/** Seconds for which a browser does not ask again: a site's readers get a new version within the hour. */
const freshFor = 3600;

/** The search box, bundled; done once, at the start. */
function loadBox(): string {
  // From <out folder>/server/routes/.
  return readFileSync(new URL('../box/searchbox.js', import.meta.url), 'utf8');
}

/** `GET /searchbox.js`: every site may load it; what it asks for is another matter (`XUNWEN_CORS_ORIGINS`). */
export function boxRoutes(): Router {
  const script = loadBox();
  const router = Router();
  router.get('/searchbox.js', (_request, response) => {
    response
      .set('Access-Control-Allow-Origin', '*')
      .set('Cross-Origin-Resource-Policy', 'cross-origin')
      .set('Cache-Control', `public, max-age=${freshFor}`)
      .type('js')
      .send(script);
  });
  return router;
}
