import { readFileSync } from 'node:fs';
import { Router } from 'express';

/** The files of the demos by address: pages and styles stay in the source, the script is bundled when it is built. */
const files = {
  '/demo': '../../../server/demo/demo.html',
  '/demo/demo.css': '../../../server/demo/demo.css',
  '/demo/instantsearch': '../../../server/demo/instantsearch/instantsearch.html',
  '/demo/instantsearch.css': '../../../server/demo/instantsearch/instantsearch.css',
  '/demo/instantsearch.js': '../demo/instantsearch/instantsearch-demo.js',
} as const;

/** `GET /demo`: the search box inside a made-up news site. `GET /demo/instantsearch`: the same with InstantSearch. */
export function demoRoutes(): Router {
  const router = Router();
  for (const [address, file] of Object.entries(files)) {
    // From <out folder>/server/routes/; read once, at the start.
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    const type = /[^.]+$/.exec(file)?.[0] ?? '';
    router.get(address, (_request, response) => {
      response.type(type).send(text);
    });
  }
  return router;
}
