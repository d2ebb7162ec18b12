import cors from 'cors';
import { Router } from 'express';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * The headers of helmet, with a policy under which nothing inline and nothing foreign runs.
 * TLS ends at a proxy, if at all: so no HSTS, and no upgrade of insecure requests, from here.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'"],
      },
    },
    strictTransportSecurity: false,
  });
}

/** The routes that pages of other origins may read. */
const readable = ['/api/search', '/api/suggest', '/api/articles/:id', '/api/articles/:id/related'];

/**
 * Lets pages of the given origins read; writing is never allowed across origins.
 * @param origins such as `https://news.example`; `*` for all, none for none
 */
export function readingCors(origins: readonly string[]): Router {
  const router = Router();
  if (origins.length === 0) return router;
  const allow = cors({
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'HEAD'],
    exposedHeaders: ['X-Request-Id', 'Retry-After'],
    maxAge: 600,
  });
  return router.options(readable, allow).get(readable, allow);
}
