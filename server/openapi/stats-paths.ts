import { historyParameters, statsParameters } from '../schemas/stats.js';
import type { Operation, PathItem } from './openapi-types.js';
import { jsonResponse, keyProblems, problems, withKey } from './responses.js';
import { queryParameters } from './schema-of.js';

const key = withKey('running');

const stats: Operation = {
  operationId: 'stats',
  ...key,
  summary: 'What is indexed, what is going on, and what readers ask for',
  parameters: queryParameters(statsParameters),
  responses: {
    200: jsonResponse('As it is now.', 'Stats'),
    ...problems('invalid_parameter', ...keyProblems),
  },
};

const history: Operation = {
  operationId: 'history',
  ...key,
  summary: 'What went on of late',
  parameters: queryParameters(historyParameters),
  responses: {
    200: jsonResponse('The last hours.', 'History'),
    ...problems('invalid_parameter', ...keyProblems, 'internal'),
  },
};

/** The routes of the figures. */
export function statsPaths(): Readonly<Record<string, PathItem>> {
  return { '/api/stats': { get: stats }, '/api/stats/history': { get: history } };
}
