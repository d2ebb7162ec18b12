import { articleInputSchema } from '../../corpus/index.js';
import { relatedAnswer, searchAnswer, suggestAnswer } from '../schemas/answers.js';
import { articleAnswer, uploadAnswer } from '../schemas/article.js';
import { blockedAnswer, blockedInput } from '../schemas/blocked.js';
import { choiceInput } from '../schemas/choice.js';
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
import type { OpenApiDocument, Schema } from './openapi-types.js';
import { readersPaths } from './readers-paths.js';
import { problemResponses } from './responses.js';
import { runningPaths } from './running-paths.js';
import { schemaOf } from './schema-of.js';
import { searchPaths } from './search-paths.js';
import { wordPaths } from './word-paths.js';

const status: Schema = {
  type: 'object',
  properties: { status: { type: 'string', enum: ['ok', 'ready'] } },
  required: ['status'],
};

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
    paths: {
      ...searchPaths(),
      ...articlePaths(),
      ...readersPaths(),
      ...wordPaths(),
      ...feedPaths(),
      ...runningPaths(),
    },
    components: {
      schemas: schemas(),
      responses: problemResponses(),
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'The key of XUNWEN_ADMIN_KEY.' } },
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
    Problem: schemaOf(problemAnswer),
    Status: status,
  };
}
