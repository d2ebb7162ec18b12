import { feedParameters } from '../schemas/feed-parameters.js';
import { suggestParameters } from '../schemas/suggest-parameters.js';
import type { Operation, PathItem, ResponseObject, Schema } from './openapi-types.js';
import { problems } from './responses.js';
import { queryParameters } from './schema-of.js';

const text: Schema = { type: 'string' };

function response(description: string, type: string, schema: Schema): ResponseObject {
  return { description, content: { [type]: { schema } } };
}

const failures = problems('invalid_parameter', 'unavailable', 'internal');

function feed(operationId: string, name: string, type: string, schema: Schema): Operation {
  return {
    operationId,
    tags: ['page'],
    summary: `A search to subscribe to, as ${name}`,
    description: 'The newest articles that have all words.',
    parameters: queryParameters(feedParameters),
    responses: { 200: response('The feed.', type, schema), ...failures },
  };
}

const suggestions: Operation = {
  operationId: 'browserSuggestions',
  tags: ['page'],
  summary: 'Suggestions in the form that browsers know',
  parameters: queryParameters(suggestParameters).filter(({ name }) => name === 'q' || name === 'size'),
  responses: {
    200: response('`["what was typed", ["suggestion", …]]`.', 'application/x-suggestions+json', { type: 'array' }),
    ...failures,
  },
};

const description: Operation = {
  operationId: 'openSearchDescription',
  tags: ['page'],
  summary: 'How a browser searches here',
  responses: { 200: response('OpenSearch 1.1.', 'application/opensearchdescription+xml', text) },
};

/** The feeds, and what browsers search with. */
export function feedPaths(): Readonly<Record<string, PathItem>> {
  return {
    '/search.rss': { get: feed('searchRss', 'RSS 2.0', 'application/rss+xml', text) },
    '/search.json': { get: feed('searchJsonFeed', 'JSON Feed 1.1', 'application/feed+json', { type: 'object' }) },
    '/suggest.json': { get: suggestions },
    '/opensearch.xml': { get: description },
  };
}
