import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { problemKinds } from '../error-handler.js';
import { renderErrorPage } from '../page/error-page.js';
import type { Site } from '../page/layout.js';

/** Answers a request that is turned away. */
export type Refuse = (request: IncomingMessage, response: ServerResponse) => void;

/** Seconds after which to try again. */
const retryAfter = 1;

const { status, title } = problemKinds.overloaded;
const detail = 'More is asked at the moment than can be answered; try again in a moment.';

/**
 * Tells a caller to come again: a page to browsers, a problem to others. As little work as can be, for there is a lot of it.
 * @param corsOrigins those whose pages may read
 */
export function refusal(site: Site, corsOrigins: readonly string[]): Refuse {
  const page = Buffer.from(renderErrorPage(site, 'overloaded'));
  return (request, response) => {
    const isForPeople = !/^\/+api\//i.test(request.url ?? '') && /text\/html/.test(request.headers.accept ?? '');
    const requestId = randomUUID();
    const body = isForPeople ? page : Buffer.from(problem(requestId));
    response.writeHead(status, {
      'Content-Type': isForPeople ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
      'Content-Length': body.length,
      'Cache-Control': 'no-store',
      'Retry-After': String(retryAfter),
      'X-Request-Id': requestId,
      'X-Content-Type-Options': 'nosniff',
      ...allowOrigin(request, corsOrigins),
      // A body that nobody reads would go on coming.
      ...(hasBody(request) ? { Connection: 'close' } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

/** So that a page of another origin learns that it is to wait, and does not think that it may not ask. */
function allowOrigin({ headers: { origin } }: IncomingMessage, origins: readonly string[]): Record<string, string> {
  if (origin === undefined || !(origins.includes('*') || origins.includes(origin))) return {};
  return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': 'Retry-After', Vary: 'Origin' };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function problem(requestId: string): string {
  return JSON.stringify({
    type: 'urn:xunwen:problem:overloaded',
    title,
    status,
    code: 'overloaded',
    detail,
    requestId,
  });
}
