import { relatedParameters } from '../schemas/related-parameters.js';
import { articleExample, relatedExample, uploadExample } from './examples.js';
import type { Operation, Parameter, PathItem, RequestBody } from './openapi-types.js';
import { bodyProblems, jsonResponse, keyProblems, problems, withKey } from './responses.js';
import { queryParameters } from './schema-of.js';

const input = { $ref: '#/components/schemas/ArticleInput' };
const id: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: "The article's id, percent-encoded.",
  schema: { type: 'string', minLength: 1, maxLength: 512, examples: [articleExample.id] },
};
const key = withKey('articles');
const writeProblems = [...keyProblems, ...bodyProblems, 'internal', 'invalid_article', 'insufficient_storage'] as const;

const uploadBody: RequestBody = {
  required: true,
  description: 'May be compressed (`Content-Encoding: gzip`). Text is UTF-8.',
  content: {
    'application/json': { schema: { anyOf: [input, { type: 'array', items: input }] }, example: articleExample },
    'application/x-ndjson': {
      schema: { type: 'string', description: 'One article a line, of any number; a line of at most 8 MB.' },
    },
  },
};

const upload: Operation = {
  operationId: 'addArticles',
  ...key,
  summary: 'Add articles, or replace those of the same id',
  description:
    'One article, an array, or a stream of any length, which ends by idleness. What is not an article is listed in ' +
    'the answer and the others are taken; only a single article that is none gets 422. Where an array or a stream ' +
    'breaks off, what came before is kept, and the problem carries `durableThrough`.',
  requestBody: uploadBody,
  responses: {
    200: jsonResponse('What was taken and what was not.', 'UploadAnswer', uploadExample),
    ...problems(...writeProblems),
  },
};

const read: Operation = {
  operationId: 'getArticle',
  tags: ['articles'],
  summary: 'One article, whole',
  parameters: [id],
  responses: {
    200: jsonResponse('The article.', 'Article', articleExample),
    ...problems('invalid_parameter', 'not_found', 'unavailable', 'internal'),
  },
};

const related: Operation = {
  operationId: 'relatedArticles',
  tags: ['articles'],
  summary: 'Others on the same story or subject',
  description: 'Near copies of the article, and of each other, are left out.',
  parameters: [id, ...queryParameters(relatedParameters)],
  responses: {
    200: jsonResponse('The related articles.', 'RelatedAnswer', relatedExample),
    ...problems('invalid_parameter', 'not_found', 'unavailable', 'internal'),
  },
};

const put: Operation = {
  operationId: 'putArticle',
  ...key,
  summary: 'Add or replace one article',
  description: 'Can be repeated safely. The body needs no `id`; one that differs from the path gets 422.',
  parameters: [id],
  requestBody: {
    required: true,
    description: 'The article.',
    content: { 'application/json': { schema: input, example: articleExample } },
  },
  responses: {
    200: jsonResponse('The article as it stands now, replaced.', 'Article', articleExample),
    201: jsonResponse('The article as it stands now; it was not there before.', 'Article', articleExample),
    ...problems(...writeProblems),
  },
};

const remove: Operation = {
  operationId: 'deleteArticle',
  ...key,
  summary: 'Delete one article',
  description: 'Can be repeated safely: an article that is not there is deleted all the same.',
  parameters: [id],
  responses: {
    204: { description: 'It is not there any more.' },
    ...problems(...keyProblems, 'internal', 'invalid_parameter', 'insufficient_storage'),
  },
};

/** The routes that read and write articles. */
export function articlePaths(): Readonly<Record<string, PathItem>> {
  return {
    '/api/articles': { post: upload },
    '/api/articles/{id}': { get: read, put, delete: remove },
    '/api/articles/{id}/related': { get: related },
  };
}
