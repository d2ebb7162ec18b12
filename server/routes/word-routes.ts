import { Router } from 'express';
import type { Request } from 'express';
import type { z } from 'zod';
import { lineOf, lineOfRule } from '../../indexer/index.js';
import type { AppDeps } from '../app.js';
import { ApiError } from '../problem.js';
import { checked } from '../schemas/checked.js';
import { readParameters } from '../schemas/parameters.js';
import { dictionaryInput, synonymsInput, wordsToRemove } from '../schemas/words.js';
import { mediaType, readJson, readText } from './request-body.js';
import type { BodyLimits } from './request-body.js';

/** How the lines of a request are called where one is wrong; in JSON an entry counts as a line. */
const source = 'the body';

/** The dictionary and the synonyms at `/api/admin/`; who may change them is checked before. */
export function wordRoutes(
  { dictionary, synonyms }: Pick<AppDeps, 'dictionary' | 'synonyms'>,
  limits: BodyLimits,
): Router {
  const router = Router();
  router
    .route('/api/admin/dictionary')
    .get((_request, response) => void response.json({ words: dictionary.list() }))
    .post(async (request, response) => {
      const text = await readLines(request, limits, dictionaryInput, ({ words }) => words.map(lineOf));
      response.json(await dictionary.add(text, source));
    })
    .delete(async (request, response) => {
      response.json(await dictionary.remove(readParameters(wordsToRemove, request.query).word));
    });
  router
    .route('/api/admin/synonyms')
    .get((_request, response) => void response.json({ rules: synonyms.current.rules }))
    .post(async (request, response) => {
      const text = await readLines(request, limits, synonymsInput, ({ rules }) => rules.map(lineOfRule));
      response.json(await synonyms.add(text, source));
    })
    .delete(async (request, response) => {
      response.json(await synonyms.remove(readParameters(wordsToRemove, request.query).word));
    });
  return router;
}

/** A body of lines: as text, or as JSON whose entries become lines. */
async function readLines<T>(
  request: Request,
  limits: BodyLimits,
  schema: z.ZodType<T>,
  toLines: (value: T) => readonly string[],
): Promise<string> {
  const type = mediaType(request);
  if (type === 'text/plain') return readText(request, limits, '');
  if (type !== 'application/json') {
    throw new ApiError('unsupported_media_type', 'Content-Type: send application/json or text/plain');
  }
  return toLines(checked(schema, await readJson(request, limits, ''))).join('\n');
}
