import { articleInputSchema } from '../../corpus/index.js';
import { relatedAnswer, searchAnswer, suggestAnswer } from '../schemas/answers.js';
import { articleAnswer, uploadAnswer } from '../schemas/article.js';
import { blockedAnswer, blockedInput } from '../schemas/blocked.js';
import { choiceInput } from '../schemas/choice.js';
import { historyAnswer, statsAnswer } from '../schemas/stats.js';
import { problemAnswer } from '../schemas/problem.js';
import {
  dictionaryAnswer,
  dictionaryChange,
  dictionaryInput,
  synonymChange,
  synonymsAnswer,
  synonymsInput,
} from '../schemas/words.js';
import { articlePaths } from './article-paths.js';
import { feedPaths } from './feed-paths.js';
import type { OpenApiDocument, PathItem, Schema } from './openapi-types.js';
import { readersPaths } from './readers-paths.js';
import { otherProblems, problemResponses } from './responses.js';
import { runningPaths } from './running-paths.js';
import { schemaOf } from './schema-of.js';
import { searchPaths } from './search-paths.js';
import { statsPaths } from './stats-paths.js';
import { wordPaths } from './word-paths.js';

const status: Schema = {
  type: 'object',
  properties: { status: { type: 'string', enum: ['ok', 'ready'] } },
  required: ['status'],
};

const securitySchemes = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description: 'A key that "xunwen key create" made, or that of XUNWEN_ADMIN_KEY.',
  },
};

type Paths = OpenApiDocument['paths'];

/** Says of every operation that it may be refused for reasons that are not its own. */
function withOthers(paths: Paths): Paths {
  const others = { default: { $ref: '#/components/responses/other' } };
  const each = (item: PathItem): PathItem =>
    Object.fromEntries(
      Object.entries(item).map(([method, one]) => [method, { ...one, responses: { ...one.responses, ...others } }]),
    );
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, each(item)]));
}

/** The OpenAPI 3.1 document of the service, made of the schemas that validate. */
export function openApiDocument(): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Xunwen',
      version: '1',
      description:
        'Search for Chinese news. Problems are RFC 9457, with a stable `code`; fields may be added anywhere.',
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'search', description: 'For readers' },
      { name: 'articles', description: 'The news itself' },
      { name: 'running', description: 'For those who run it' },
      { name: 'page', description: 'The pages for people' },
    ],
    paths: withOthers({
      ...searchPaths(),
      ...articlePaths(),
      ...readersPaths(),
      ...wordPaths(),
      ...feedPaths(),
      ...statsPaths(),
      ...runningPaths(),
    }),
    components: {
      schemas: schemas(),
      responses: { ...problemResponses(), other: otherProblems },
      securitySchemes,
    },
  };
}

function schemas(): Readonly<Record<string, Schema>> {
  return {
    SearchAnswer: schemaOf(searchAnswer),
    SuggestAnswer: schemaOf(suggestAnswer),
    RelatedAnswer: schemaOf(relatedAnswer),
    Article: schemaOf(articleAnswer),
    ArticleInput: schemaOf(articleInputSchema),
    UploadAnswer: schemaOf(uploadAnswer),
    Choice: schemaOf(choiceInput),
    Blocked: schemaOf(blockedAnswer),
    BlockedInput: schemaOf(blockedInput),
    Dictionary: schemaOf(dictionaryAnswer),
    DictionaryInput: schemaOf(dictionaryInput),
    DictionaryChange: schemaOf(dictionaryChange),
    Synonyms: schemaOf(synonymsAnswer),
    SynonymsInput: schemaOf(synonymsInput),
    SynonymChange: schemaOf(synonymChange),
    Stats: schemaOf(statsAnswer),
    History: schemaOf(historyAnswer),
    Problem: schemaOf(problemAnswer),
    Status: status,
  };
}
