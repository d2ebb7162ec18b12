import type { ErrorRequestHandler, Request, Response } from 'express';
import { ClusterError, CorpusError } from '../corpus/index.js';
import { IndexerError } from '../indexer/index.js';
import { AccessError } from './access/index.js';
import { renderErrorPage } from './page/error-page.js';
import type { Site } from './page/layout.js';
import { ApiError, InterruptedUpload } from './problem.js';
import type { Problem, ProblemCode } from './problem.js';

/** The HTTP status and the title of each problem code. */
export const problemKinds: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  invalid_parameter: { status: 400, title: 'A parameter or the body cannot be understood' },
  unauthorized: { status: 401, title: 'The key is missing or wrong' },
  forbidden: { status: 403, title: 'Not allowed here' },
  not_found: { status: 404, title: 'There is no such thing' },
  request_timeout: { status: 408, title: 'The upload stood still for too long' },
  cursor_expired: { status: 410, title: 'The cursor is no longer good' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body is of a kind that is not taken' },
  invalid_article: { status: 422, title: 'This is not an article' },
  invalid_words: { status: 422, title: 'This is not a list of words that can be taken' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  overloaded: { status: 503, title: 'More is asked than can be answered' },
  unavailable: { status: 503, title: 'Not available at the moment' },
  insufficient_storage: { status: 507, title: 'The disk is full' },
};

/** Seconds after which a caller may try again what was `unavailable` or `overloaded`. */
const retryAfter = 5;

/** How long a caller may go on sending a body that nobody reads, before the connection is cut; in milliseconds. */
const lingering = 5000;

/** Everything known here of an error: what the caller is told. */
interface Told {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly parameter?: string;
  readonly durableThrough?: number;
}

/**
 * Turns every error into its answer: a problem, or a page for browsers outside the API. The only place that knows
 * the HTTP statuses of our errors. What is not known here is `internal`: the log gets it all, the caller a request id.
 */
export function errorHandler(site: Site): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const told = tell(error);
    const { status } = problemKinds[told.code];
    if (isOfCaller(error, request)) request.log.info('the caller went away');
    else if (status >= 500) response.err = error instanceof Error ? error : new Error(String(error));
    else request.log.info({ code: told.code, detail: told.detail }, 'refused');
    if (response.headersSent || request.socket.destroyed) {
      response.destroy();
      return;
    }
    setHeaders(told.code, request, response);
    if (wantsPage(request)) response.type('html').send(renderErrorPage(site, told.code));
    else response.type('application/problem+json').send(JSON.stringify(problemOf(told, response)));
  };
}

/** Whether the error is the end of the connection, in the middle of the caller's body. */
function isOfCaller(error: unknown, request: Request): boolean {
  const cause = error instanceof InterruptedUpload ? error.cause : error;
  return cause instanceof Error && cause === request.errored;
}

function tell(error: unknown): Told {
  if (error instanceof InterruptedUpload) return { ...tell(error.cause), durableThrough: error.durableThrough };
  if (error instanceof ApiError) return tellApiError(error);
  if (error instanceof IndexerError) return tellIndexerError(error);
  if (error instanceof CorpusError) return tellCorpusError(error);
  if (error instanceof AccessError) return error.code === 'full' ? diskFull : keysUnusable;
  return isMalformedPath(error) ? malformedPath : internal;
}

function tellApiError({ code, message, parameter }: ApiError): Told {
  return { code, detail: message, ...(parameter === null ? {} : { parameter }) };
}

function tellIndexerError(error: IndexerError): Told {
  if (error.code === 'cursor_expired')
    return { code: 'cursor_expired', detail: 'The cursor has expired; search again.' };
  if (error.code === 'invalid_cursor') {
    return { code: 'invalid_parameter', detail: 'cursor: not one of our cursors', parameter: 'cursor' };
  }
  if (error.code === 'invalid_words') return { code: 'invalid_words', detail: error.message };
  if (error.code === 'segmenter') return { code: 'unavailable', detail: 'Texts cannot be cut at the moment.' };
  if (error.code === 'query_log_full' || error.code === 'words_full') return diskFull;
  if (error.code === 'words_unavailable' || error.code === 'words_changed')
    return { code: 'unavailable', detail: 'The words cannot be read or written at the moment.' };
  if (error.code === 'query_log')
    return { code: 'unavailable', detail: 'The block list cannot be written at the moment.' };
  return internal;
}

function tellCorpusError(error: CorpusError): Told {
  switch (error.code) {
    case 'invalid_article':
      return { code: 'invalid_article', detail: error.message };
    case 'insufficient_storage':
      return diskFull;
    case 'unavailable':
      if (!(error instanceof ClusterError)) return storeUnusable;
      // It does not understand what it is asked: that is our fault.
      return error.failure.status === 400 ? internal : clusterGone;
    default:
      return internal;
  }
}

const diskFull: Told = { code: 'insufficient_storage', detail: 'The disk of the service is full.' };
const storeUnusable: Told = { code: 'unavailable', detail: 'The store cannot be written at the moment.' };
const clusterGone: Told = { code: 'unavailable', detail: 'The cluster does not answer at the moment.' };
const keysUnusable: Told = { code: 'unavailable', detail: 'The keys cannot be read or written at the moment.' };
const internal: Told = { code: 'internal', detail: 'The log of the service says more under the request id.' };
const malformedPath: Told = {
  code: 'invalid_parameter',
  detail: 'path: malformed percent-encoding',
  parameter: 'path',
};

/** The router's error for a path such as `/articles/%E4`. */
function isMalformedPath(error: unknown): boolean {
  return error instanceof URIError && 'status' in error && error.status === 400;
}

function setHeaders(code: ProblemCode, request: Request, response: Response): void {
  response.status(problemKinds[code].status).set('Cache-Control', 'no-store');
  if (code === 'unauthorized') response.set('WWW-Authenticate', 'Bearer realm="xunwen"');
  if (code === 'unavailable' || code === 'overloaded') response.set('Retry-After', String(retryAfter));
  if (!request.complete) cutOffLater(request);
}

/** The rest of a refused body is read and thrown away for a while, so that the answer can arrive. */
function cutOffLater(request: Request): void {
  // Node reads on by itself only where nobody has begun to.
  request.unpipe();
  request.resume();
  const cut = setTimeout(() => request.socket.destroy(), lingering).unref();
  request.once('end', () => clearTimeout(cut)).once('close', () => clearTimeout(cut));
}

/** Browsers outside the API read pages. */
function wantsPage(request: Request): boolean {
  const isApi =
    /^\/(?:api|owner)(?:\/|$)|^\/(?:healthz|readyz|openapi\.json|search\.rss|search\.json|suggest\.json|opensearch\.xml)$/.test(
      request.path,
    );
  return !isApi && (request.get('Accept') ?? '').includes('text/html');
}

function problemOf(told: Told, response: Response): Problem {
  const { status, title } = problemKinds[told.code];
  const requestId = response.get('X-Request-Id') ?? '';
  return { type: `urn:xunwen:problem:${told.code}`, title, status, ...told, requestId };
}
