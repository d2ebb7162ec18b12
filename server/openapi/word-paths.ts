import { wordsToRemove } from '../schemas/words.js';
import type { Operation, PathItem, RequestBody } from './openapi-types.js';
import { bodyProblems, jsonResponse, keyProblems, problems, withKey } from './responses.js';
import { queryParameters } from './schema-of.js';

const key = withKey('running');
const changeProblems = [...keyProblems, 'internal', 'insufficient_storage'] as const;

const oneWord = { word: '揽月大桥', frequency: 2000, tag: 'ns' };
const wordChange = { changed: ['揽月大桥'], reanalyzed: 14, stillCut: [] };
const oneRule = { words: ['北约', '北大西洋公约组织'], to: null };

function body(description: string, schema: string, example: unknown, lines: string): RequestBody {
  const text = { schema: { type: 'string', description: lines } } as const;
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` }, example } };
  return { required: true, description, content: { ...content, 'text/plain': text } };
}

const parameters = queryParameters(wordsToRemove).map((one) => ({ ...one, required: true }));

const listWords: Operation = {
  operationId: 'listDictionary',
  ...key,
  summary: 'The words that jieba cuts by besides its own',
  responses: {
    200: jsonResponse('All of them.', 'Dictionary', { words: [{ ...oneWord, source: 'own' }] }),
    ...problems(...keyProblems),
  },
};

const addWords: Operation = {
  operationId: 'addToDictionary',
  ...key,
  summary: 'Add words, or give them another frequency or tag',
  description:
    'All or none. In force for queries, and for the articles that hold the words, when the answer comes; searches and ' +
    'what they find are not held up.',
  requestBody: body(
    'The words; folded as texts are.',
    'DictionaryInput',
    { words: [oneWord] },
    "A word a line, in jieba's form: `word`, `word frequency`, `word tag` or `word frequency tag`.",
  ),
  responses: {
    200: jsonResponse('What has changed.', 'DictionaryChange', wordChange),
    ...problems(...changeProblems, ...bodyProblems, 'invalid_words'),
  },
};

const removeWords: Operation = {
  operationId: 'removeFromDictionary',
  ...key,
  summary: 'Remove words',
  description: 'Can be repeated safely. Those of the file XUNWEN_USER_DICT stay.',
  parameters,
  responses: {
    200: jsonResponse('What has changed.', 'DictionaryChange', wordChange),
    ...problems(...changeProblems, 'invalid_parameter'),
  },
};

const listSynonyms: Operation = {
  operationId: 'listSynonyms',
  ...key,
  summary: 'The synonyms',
  responses: {
    200: jsonResponse('All rules.', 'Synonyms', { rules: [oneRule] }),
    ...problems(...keyProblems),
  },
};

const addSynonyms: Operation = {
  operationId: 'addSynonyms',
  ...key,
  summary: 'Add synonyms',
  description: 'All or none. In force for all searches from the answer on; they add to what a query finds.',
  requestBody: body(
    'Rules: words that stand for each other, or for which those of `to` stand as well.',
    'SynonymsInput',
    { rules: [{ words: oneRule.words }] },
    'A rule a line: `北约, 北大西洋公约组织`, or in one direction `世卫 => 世界卫生组织`.',
  ),
  responses: {
    200: jsonResponse('What has changed.', 'SynonymChange', { added: 1, removed: 0 }),
    ...problems(...changeProblems, ...bodyProblems, 'invalid_words'),
  },
};

const removeSynonyms: Operation = {
  operationId: 'removeSynonyms',
  ...key,
  summary: 'Take words out of all rules',
  description: 'Can be repeated safely. A rule that says nothing then is gone.',
  parameters,
  responses: {
    200: jsonResponse('What has changed.', 'SynonymChange', { added: 0, removed: 1 }),
    ...problems(...changeProblems, 'invalid_parameter'),
  },
};

/** The routes of the dictionary and the synonyms. */
export function wordPaths(): Readonly<Record<string, PathItem>> {
  return {
    '/api/admin/dictionary': { get: listWords, post: addWords, delete: removeWords },
    '/api/admin/synonyms': { get: listSynonyms, post: addSynonyms, delete: removeSynonyms },
  };
}
