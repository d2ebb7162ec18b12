import { problemKinds } from '../error-handler.js';
import { problemCodes } from '../problem.js';
import type { ProblemCode } from '../problem.js';
import type { Header, Operation, Reference, ResponseObject, Schema } from './openapi-types.js';

const text: Schema = { type: 'string' };
const requestId: Header = { description: 'Names the request in the log.', schema: text };

const retryAfter = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer', minimum: 0 } } } as const;

const moreHeaders: Partial<Record<ProblemCode, Readonly<Record<string, Header>>>> = {
  unauthorized: { 'WWW-Authenticate': { description: 'Bearer.', schema: text } },
  too_many_requests: retryAfter,
  overloaded: retryAfter,
  unavailable: retryAfter,
};

const details: Partial<Record<ProblemCode, { readonly detail: string; readonly parameter?: string }>> = {
  invalid_parameter: { detail: 'size: "101" is over 100', parameter: 'size' },
  invalid_article: { detail: 'publishedAt: not a date' },
  invalid_words: { detail: 'the body, line 2: the frequency "0" is not a whole number from 1 to 999999999' },
};

/** What any request may be answered: too many of them, or a key that is missing where searching needs one. */
export const otherProblems: ResponseObject = {
  description:
    'Any other problem: `too_many_requests` 429 and `overloaded` 503, with `Retry-After`; where searching needs a key, ' +
    '`unauthorized` 401 and `forbidden` 403.',
  headers: { 'X-Request-Id': requestId },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The problem answers by their code. */
export function problemResponses(): Readonly<Record<string, ResponseObject>> {
  return Object.fromEntries(problemCodes.map((code) => [code, problemResponse(code)]));
}

function problemResponse(code: ProblemCode): ResponseObject {
  const { status, title } = problemKinds[code];
  const { detail = title, ...parameter } = details[code] ?? {};
  const id = '8a5e4c1e-6f5b-4a35-9d7c-0c3c5b8f2d11';
  const example = { type: `urn:xunwen:problem:${code}`, title, status, code, detail, ...parameter, requestId: id };
  return {
    description: title,
    headers: { 'X-Request-Id': requestId, ...moreHeaders[code] },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
  };
}

/** The entries of an operation's `responses` for these problems. */
export function problems(...codes: readonly ProblemCode[]): Readonly<Record<string, Reference>> {
  return Object.fromEntries(
    codes.map((code) => [problemKinds[code].status, { $ref: `#/components/responses/${code}` }]),
  );
}

/** As `problems`, of a page: a browser, which accepts `text/html`, gets the problem as a page, too. */
export function pageProblems(...codes: readonly ProblemCode[]): Readonly<Record<string, ResponseObject>> {
  return Object.fromEntries(codes.map((code) => [problemKinds[code].status, problemPage(code)]));
}

function problemPage(code: ProblemCode): ResponseObject {
  const problem = problemResponse(code);
  return { ...problem, content: { ...problem.content, 'text/html': { schema: text } } };
}

/** What may be wrong where a key is needed. */
export const keyProblems = ['unauthorized', 'forbidden', 'unavailable'] as const;
/** What may be wrong with any body. */
export const bodyProblems = [
  'invalid_parameter',
  'request_timeout',
  'payload_too_large',
  'unsupported_media_type',
] as const;

/** What an operation that needs a key says of it. */
export function withKey(tag: string): Pick<Operation, 'security' | 'tags'> {
  return { security: [{ key: [] }], tags: [tag] };
}

/** An answer as JSON, of a schema of the document. */
export function jsonResponse(description: string, schema: string, example?: unknown): ResponseObject {
  const media = { schema: { $ref: `#/components/schemas/${schema}` }, ...(example === undefined ? {} : { example }) };
  return { description, headers: { 'X-Request-Id': requestId }, content: { 'application/json': media } };
}

/** An answer of another kind: a page. */
export function pageResponse(description: string): ResponseObject {
  return { description, content: { 'text/html': { schema: text } } };
}
