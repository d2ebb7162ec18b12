import type { Request, RequestHandler } from 'express';
import type { ServiceMetrics } from '../metrics/index.js';

/** Times every request. */
export function requestMetrics(metrics: ServiceMetrics): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.once('close', () => {
      const seconds = (performance.now() - started) / 1000;
      metrics.answered({ route: routeOf(request), method: methodOf(request), status: response.statusCode, seconds });
    });
    next();
  };
}

/** The pattern of the route that answered, never what a caller wrote: there must not be any number of them. */
function routeOf(request: Request): string {
  // Express's types leave the route open; `path` is what the route was declared with.
  const path: unknown = request.route === undefined ? undefined : Reflect.get(Object(request.route), 'path');
  if (typeof path !== 'string') return 'other';
  return path.startsWith('/assets/') ? '/assets' : path;
}

function methodOf({ method }: Request): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}
