import { searchParameters } from '../schemas/search-parameters.js';
import { suggestParameters } from '../schemas/suggest-parameters.js';
import { searchExample, suggestExample } from './examples.js';
import type { PathItem } from './openapi-types.js';
import { jsonResponse, problems } from './responses.js';
import { queryParameters } from './schema-of.js';

/** The routes that search. */
export function searchPaths(): Readonly<Record<string, PathItem>> {
  return {
    '/api/search': {
      get: {
        operationId: 'search',
        tags: ['search'],
        summary: 'Search the news',
        description: 'Parameters that are not listed here are ignored; one left empty counts as absent.',
        parameters: queryParameters(searchParameters),
        responses: {
          200: jsonResponse('One page of hits.', 'SearchAnswer', searchExample),
          ...problems('invalid_parameter', 'cursor_expired', 'unavailable', 'internal'),
        },
      },
    },
    '/api/suggest': {
      get: {
        operationId: 'suggest',
        tags: ['search'],
        summary: 'Complete what is being typed',
        parameters: queryParameters(suggestParameters),
        responses: {
          200: jsonResponse(
            "Readers' queries, words and titles that begin so, or that what was typed begins to spell in pinyin.",
            'SuggestAnswer',
            suggestExample,
          ),
          ...problems('invalid_parameter', 'unavailable', 'internal'),
        },
      },
    },
  };
}
