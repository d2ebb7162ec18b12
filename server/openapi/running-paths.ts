import type { Operation, Parameter, PathItem } from './openapi-types.js';
import { jsonResponse, pageProblems, pageResponse, problems } from './responses.js';

const health: Operation = {
  operationId: 'health',
  tags: ['running'],
  summary: 'Whether the process lives',
  responses: { 200: jsonResponse('It does.', 'Status', { status: 'ok' }) },
};

const ready: Operation = {
  operationId: 'ready',
  tags: ['running'],
  summary: 'Whether searches can be answered',
  responses: { 200: jsonResponse('They can.', 'Status', { status: 'ready' }), ...problems('unavailable') },
};

const metrics: Operation = {
  operationId: 'metrics',
  tags: ['running'],
  summary: 'What goes on, for Prometheus',
  description: 'Holds nothing that a reader typed. Let no proxy pass it on to everyone.',
  responses: {
    200: { description: 'Text format 0.0.4.', content: { 'text/plain': { schema: { type: 'string' } } } },
  },
};

const admin: Operation = {
  operationId: 'adminPage',
  tags: ['page'],
  summary: 'The page of the owner, which asks for a key',
  responses: { 200: pageResponse('The page.') },
};

const document: Operation = {
  operationId: 'openapi',
  tags: ['running'],
  summary: 'This document',
  responses: {
    200: { description: 'OpenAPI 3.1.', content: { 'application/json': { schema: { type: 'object' } } } },
  },
};

const docs: Operation = {
  operationId: 'docs',
  tags: ['running'],
  summary: 'This document, to read and to try',
  responses: { 200: pageResponse('A page.') },
};

const query = (name: string, description: string): Parameter => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: { type: 'string' },
});

const searchPage: Operation = {
  operationId: 'searchPage',
  tags: ['page'],
  summary: 'The search page',
  description: 'Made for people: whatever makes no sense in its address is passed over. Errors are pages for browsers.',
  parameters: [
    query('q', 'The query; empty: the newest news.'),
    ...['section', 'source', 'author', 'tag'].map((name) => query(name, 'A filter; may be repeated.')),
    query('month', 'Such as 2024-11.'),
    query('sort', '`newest`, or by relevance.'),
    query('page', 'From 1.'),
  ],
  responses: { 200: pageResponse('The page.'), ...pageProblems('unavailable', 'internal') },
};

const articlePage: Operation = {
  operationId: 'articlePage',
  tags: ['page'],
  summary: 'The page of one article',
  parameters: [{ name: 'id', in: 'path', required: true, description: 'Its id.', schema: { type: 'string' } }],
  responses: {
    200: pageResponse('The page.'),
    ...pageProblems('invalid_parameter', 'not_found', 'unavailable', 'internal'),
  },
};

/** Health, documentation and the pages. */
export function runningPaths(): Readonly<Record<string, PathItem>> {
  return {
    '/healthz': { get: health },
    '/readyz': { get: ready },
    '/metrics': { get: metrics },
    '/admin': { get: admin },
    '/openapi.json': { get: document },
    '/docs': { get: docs },
    '/': { get: searchPage },
    '/articles/{id}': { get: articlePage },
  };
}
