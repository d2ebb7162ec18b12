import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { searchAnswer } from '../../../server/schemas/answers.js';
import { percentilesOf, type Percentiles } from '../figures.js';
import { start } from './service.js';

const article = z.looseObject({ id: z.string() });

/** Articles written one by one. */
const writes = 300;

/** Writes articles one by one; each has to be found by the next search. Gives how long the writes took. */
export async function firstWrites(url: string, key: string): Promise<Percentiles> {
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
  return percentilesOf(times);
}

/** Writes a file with the same articles under other ids: a service that has the first ones takes them as new. */
export function writeAgain(articleFile: string, file: string): void {
  const lines = gunzipSync(readFileSync(articleFile)).toString('utf8').split('\n').filter(Boolean);
  const renamed = lines.map((line) => {
    const { id, ...rest } = article.parse(JSON.parse(line));
    return `${JSON.stringify({ ...rest, id: `${id}-again` })}\n`;
  });
  writeFileSync(file, renamed.join(''));
}

/** How many articles a service has: those with a time, which news has. */
async function countAt(url: string): Promise<number> {
  const response = await fetch(`${url}/api/search?from=1900-01-01&size=1`);
  return searchAnswer.parse(await response.json()).total;
}

/** An archive on its way into a running service. */
export interface Upload {
  /** Ends it; gives the articles that were taken a second. */
  stop(): Promise<number>;
}

/** Has `xunwen index` put a file into a service that has the data folder. */
export async function uploading(url: string, data: string, file: string): Promise<Upload> {
  const before = await countAt(url);
  const started = performance.now();
  const child = start(['index', file, '--data', data], {});
  const stop = async (): Promise<number> => {
    if (child.exitCode !== null) throw new Error(`xunwen index ended too early, with ${child.exitCode}`);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
    return (((await countAt(url)) - before) / (performance.now() - started)) * 1000;
  };
  return { stop };
}
