import { readFileSync } from 'node:fs';
import { Router } from 'express';

/** Files of the demo stay in the source, they are not compiled. */
function file(name: string): string {
  // From <out folder>/server/routes/.
  return readFileSync(new URL(`../../../server/demo/${name}`, import.meta.url), 'utf8');
}

/** `GET /demo`: the search box inside a made-up news site. */
export function demoRoutes(): Router {
  const [page, style] = [file('demo.html'), file('demo.css')];
  const router = Router();
  router.get('/demo', (_request, response) => {
    response.type('html').send(page);
  });
  router.get('/demo/demo.css', (_request, response) => {
    response.type('css').send(style);
  });
  return router;
}
