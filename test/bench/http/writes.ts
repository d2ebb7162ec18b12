import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { searchAnswer } from '../../../server/schemas/answers.js';
import { latenciesOf, type Latencies } from './load.js';

const article = z.looseObject({ id: z.string() });

/** Articles written one by one. */
const writes = 300;

/** Writes articles one by one; each has to be found by the next search. Gives how long the writes took. */
export async function firstWrites(url: string, key: string): Promise<Latencies> {
  const times: number[] = [];
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  for (let i = 0; i < writes; i++) {
    const word = `bench${i}x`;
    const body = JSON.stringify({ title: `写入之后 ${word}`, body: '这一篇写入之后马上能够搜到。'.repeat(20) });
    const started = performance.now();
    const response = await fetch(`${url}/api/articles/bench-${i}`, { method: 'PUT', headers, body });
    times.push(performance.now() - started);
    if (!response.ok) throw new Error(`PUT: ${response.status}`);
    const found = searchAnswer.parse(await (await fetch(`${url}/api/search?q=${word}`)).json());
    if (found.total !== 1) throw new Error(`${word} was written and is not found`);
  }
  return latenciesOf(times);
}

/** The lines of an archive over and over, as other articles each time, until it is stopped. */
async function* archive(file: string, signal: AbortSignal, count: () => void): AsyncGenerator<string> {
  for (let time = 0; !signal.aborted; time++) {
    const input = createReadStream(file).pipe(createGunzip());
    for await (const line of createInterface({ input })) {
      if (signal.aborted) return;
      const { id, ...rest } = article.parse(JSON.parse(line));
      count();
      yield `${JSON.stringify({ ...rest, id: `${id}-again-${time}` })}\n`;
    }
  }
}

/** An upload that goes on until it is stopped. */
export interface Upload {
  /** Ends it; gives the articles that were taken a second. */
  stop(): Promise<number>;
}

/** Sends an archive to a service as fast as it takes it. @param articleFile gzipped NDJSON */
export function uploading(url: string, key: string, articleFile: string): Upload {
  const over = new AbortController();
  const started = performance.now();
  let sent = 0;
  const lines = archive(articleFile, over.signal, () => sent++);
  const response = fetch(`${url}/api/articles`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-ndjson' },
    body: ReadableStream.from(lines).pipeThrough(new TextEncoderStream()),
    duplex: 'half',
  });
  const stop = async (): Promise<number> => {
    over.abort();
    const { ok, status } = await response;
    if (!ok) throw new Error(`POST: ${status}`);
    return (sent / (performance.now() - started)) * 1000;
  };
  return { stop };
}
