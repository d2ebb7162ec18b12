import { articleExample } from './examples.js';
import type { Operation, Parameter, PathItem } from './openapi-types.js';
import { bodyProblems, jsonResponse, keyProblems, problems, withKey } from './responses.js';

const key = withKey('running');
const blockedExample = { words: ['内部资料'] };
const choice = {
  schema: { $ref: '#/components/schemas/Choice' },
  example: { query: '副局长', id: articleExample.id, rank: 1 },
};

const choose: Operation = {
  operationId: 'addChoice',
  tags: ['search'],
  summary: 'Tell what a reader chose',
  description:
    'An article of an answer (`id`) or a suggestion (`text`); what is chosen often comes earlier among suggestions. What ' +
    'is not known is ignored. Nothing is kept of who chose. The `rank` of what was chosen is logged. `navigator.sendBeacon` may send it as text/plain.',
  requestBody: {
    required: true,
    description: 'At most 8 KB.',
    content: { 'application/json': choice, 'text/plain': choice },
  },
  responses: { 204: { description: 'Taken.' }, ...problems(...bodyProblems, 'unavailable', 'internal') },
};

const list: Operation = {
  operationId: 'listBlocked',
  ...key,
  summary: 'The words that no suggestion may hold',
  responses: { 200: jsonResponse('All of them.', 'Blocked', blockedExample), ...problems(...keyProblems) },
};

const block: Operation = {
  operationId: 'addBlocked',
  ...key,
  summary: 'Block words',
  description: 'No suggestion that holds one of them is shown from now on. Searches find what they found before.',
  requestBody: {
    required: true,
    description: 'The words; folded as texts are, so either of simplified and traditional will do.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/BlockedInput' }, example: blockedExample } },
  },
  responses: {
    200: jsonResponse('All blocked words now.', 'Blocked', blockedExample),
    ...problems(...keyProblems, ...bodyProblems, 'insufficient_storage', 'internal'),
  },
};

const word: Parameter = {
  name: 'word',
  in: 'path',
  required: true,
  description: 'The word, percent-encoded.',
  schema: { type: 'string', minLength: 1, maxLength: 256 },
};

const unblock: Operation = {
  operationId: 'removeBlocked',
  ...key,
  summary: 'Let a word be suggested again',
  description: 'Can be repeated safely.',
  parameters: [word],
  responses: {
    200: jsonResponse('The words that are blocked still.', 'Blocked', { words: [] }),
    ...problems(...keyProblems, 'invalid_parameter', 'insufficient_storage', 'internal'),
  },
};

/** The routes about readers' choices and the block list. */
export function readersPaths(): Readonly<Record<string, PathItem>> {
  return {
    '/api/events': { post: choose },
    '/api/admin/blocked': { get: list, post: block },
    '/api/admin/blocked/{word}': { delete: unblock },
  };
}
