import { Router } from 'express';
import type { Request } from 'express';
import { CorpusError, parseArticle, readJsonLines } from '../../corpus/index.js';
import type { Article, ArticleStore, Reading } from '../../corpus/index.js';
import type { Ingest } from '../../indexer/index.js';
import { ApiError } from '../problem.js';
import type { UploadAnswer } from '../schemas/article.js';
import { audited } from './audit.js';
import { takeArticles } from './article-intake.js';
import { bodyBytes, mediaType, readJson } from './request-body.js';
import type { BodyLimits } from './request-body.js';

const json = 'application/json';
const lines = 'application/x-ndjson';

/** How readings name where they come from. */
const file = 'body';

/** `POST /api/articles`, `PUT` and `DELETE /api/articles/:id`. Who may write is checked before. */
export function writeRoutes(ingest: Ingest, store: ArticleStore, limits: BodyLimits): Router {
  const router = Router();
  router.post('/api/articles', async (request, response) => {
    const answer = await upload(request, ingest, limits);
    audited(response, { accepted: answer.accepted, rejected: answer.rejectedCount });
    response.json(answer);
  });
  router.put('/api/articles/:id', async (request, response) => {
    const article = await readArticle(request, request.params.id, limits);
    const [before] = await store.get([article.id]);
    await ingest.write([article]);
    response.status(before === undefined ? 201 : 200).json(article);
  });
  router.delete('/api/articles/:id', async (request, response) => {
    await ingest.remove([request.params.id]);
    response.status(204).end();
  });
  return router;
}

async function upload(request: Request, ingest: Ingest, limits: BodyLimits): Promise<UploadAnswer> {
  const type = mediaType(request);
  if (type === lines) return takeArticles(readJsonLines(bodyBytes(request, limits), { file }), ingest);
  requireJson(type, `${json} or ${lines}`);
  const body = await readJson(request, limits);
  if (Array.isArray(body)) return takeArticles(eachOf(body), ingest);
  await ingest.write([parseArticle(body)]);
  return { accepted: 1, rejectedCount: 0, rejected: [] };
}

/** The article of a PUT: its id is the path's, and one in the body may not say otherwise. */
async function readArticle(request: Request, id: string, limits: BodyLimits): Promise<Article> {
  requireJson(mediaType(request), json);
  const body = await readJson(request, limits);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiError('invalid_article', 'not an object');
  }
  const given = 'id' in body ? body.id : null;
  const article = parseArticle({ ...body, id: given ?? id });
  if (article.id !== id) throw new ApiError('invalid_article', 'id: not the one of the path');
  return article;
}

function requireJson(type: string, wanted: string): void {
  if (type !== json) throw new ApiError('unsupported_media_type', `Content-Type: send ${wanted}`);
}

async function* eachOf(inputs: readonly unknown[]): AsyncGenerator<Reading> {
  for (const [index, input] of inputs.entries()) yield readOne(input, index + 1);
}

function readOne(input: unknown, line: number): Reading {
  try {
    return { kind: 'article', article: parseArticle(input), file, line };
  } catch (error) {
    if (!(error instanceof CorpusError) || error.code !== 'invalid_article') throw error;
    return { kind: 'problem', file, line, code: error.code, detail: error.message };
  }
}
