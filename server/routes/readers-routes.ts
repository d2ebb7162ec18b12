import { Router } from 'express';
import type { Request } from 'express';
import type { ArticleStore } from '../../corpus/index.js';
import type { Readers } from '../../indexer/index.js';
import { ApiError } from '../problem.js';
import { blockedInput, blockedWord } from '../schemas/blocked.js';
import { checked } from '../schemas/checked.js';
import { choiceInput } from '../schemas/choice.js';
import { mediaType, readJson } from './request-body.js';
import type { BodyLimits } from './request-body.js';

/** Bytes of a choice: a query, an id and a text, escaped. */
const choiceLimit = 8192;
/** Seconds in which a choice has to come, so that nobody holds a place with one that never ends. */
const choiceTime = 10;

/** `POST /api/events`, and the block list at `/api/admin/blocked`; who may change that is checked before. */
export function readersRoutes(readers: Readers, store: ArticleStore, limits: BodyLimits): Router {
  const { blockList } = readers;
  const bodyLimit = Math.min(choiceLimit, limits.bodyLimit);
  const choiceLimits = { ...limits, bodyLimit, wholeWithin: choiceTime };
  const router = Router();
  router.post('/api/events', async (request, response) => {
    // `navigator.sendBeacon` sends JSON as text: across origins, too, and no page has to wait for it.
    const body = await readBody(request, choiceLimits, 'text/plain');
    const choice = checked(choiceInput, body);
    const [article] = choice.id === null ? [] : await store.get([choice.id]);
    const { rank, ...chosen } = choice;
    readers.chose({ ...chosen, id: article?.article.id ?? null });
    request.log.info({ rank, kind: choice.id === null ? 'suggestion' : 'article' }, 'chosen');
    // A beacon from another site's page wants no answer, but its browser would complain that it may not have one.
    response.set('Cross-Origin-Resource-Policy', 'cross-origin').status(204).end();
  });
  router.get('/api/admin/blocked', (_request, response) => {
    response.json({ words: blockList.words });
  });
  router.post('/api/admin/blocked', async (request, response) => {
    await blockList.add(checked(blockedInput, await readBody(request, limits)).words);
    response.json({ words: blockList.words });
  });
  router.delete('/api/admin/blocked/:word', async (request, response) => {
    await blockList.remove([checked(blockedWord, request.params.word, 'word')]);
    response.json({ words: blockList.words });
  });
  return router;
}

async function readBody(request: Request, limits: BodyLimits, otherType?: string): Promise<unknown> {
  const type = mediaType(request);
  if (type === 'application/json' || type === otherType) return readJson(request, limits, '');
  throw new ApiError('unsupported_media_type', 'Content-Type: send application/json');
}
