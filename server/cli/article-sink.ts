import type { ArticleReading, ProblemReading } from '../../corpus/index.js';
import type { Ingest } from '../../indexer/index.js';
import type { OwnerClient } from '../owner/index.js';
import { uploadAnswer } from '../schemas/article.js';
import type { Access } from './access.js';

/** What became of a batch. */
export interface BatchReport {
  /** Articles that are on disk now, and found by every search that starts now. */
  readonly accepted: number;
  readonly problems: readonly ProblemReading[];
}

/** Where commands put articles, batch by batch; the next one waits until the last is safe. */
export interface ArticleSink {
  /** @throws CorpusError, FolderError or ServiceError where the batch cannot be taken */
  write(batch: readonly ArticleReading[]): Promise<BatchReport>;

  /** Takes an article out; one that is not there is passed over. Throws as `write` does. */
  remove(id: string): Promise<void>;
}

/** Writes with the engine, or through the service that has the folder. */
export function createSink(access: Access): ArticleSink {
  return access.kind === 'engine' ? ingestSink(access.engine.ingest) : serviceSink(access.client);
}

function ingestSink(ingest: Ingest): ArticleSink {
  return {
    write: async (batch) => {
      await ingest.write(batch.map(({ article }) => article));
      return { accepted: batch.length, problems: [] };
    },
    remove: async (id) => void (await ingest.remove([id])),
  };
}

/** A request a batch: each answer says what is safe, however long the whole takes. */
function serviceSink(client: OwnerClient): ArticleSink {
  return {
    write: async (batch) => {
      const lines = batch.map(({ article }) => `${JSON.stringify(article)}\n`).join('');
      const { accepted, rejected } = uploadAnswer.parse(await client.postLines('/api/articles', lines));
      return { accepted, problems: rejected.flatMap(({ line, detail }) => problemAt(batch[line - 1], detail)) };
    },
    remove: async (id) => void (await client.send('DELETE', `/api/articles/${encodeURIComponent(id)}`)),
  };
}

function problemAt(reading: ArticleReading | undefined, detail: string): ProblemReading[] {
  if (reading === undefined) return [];
  return [{ kind: 'problem', file: reading.file, line: reading.line, code: 'invalid_article', detail }];
}
