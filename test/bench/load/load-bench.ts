import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { saturate } from '../http/load.js';
import { run, Service } from '../http/service.js';
import type { BenchQuery } from '../workload.js';
import { flood, type Flood } from './open-loop.js';

/** How the service does under more than it can answer. */
export interface LoadFigures {
  /** Answers a second where nobody asks before the last answer is there (closed loop, ten connections). */
  readonly capacity: number;
  /** As many requests a second as that. */
  readonly full: Flood;
  /** Four times as many. */
  readonly over: Flood;
  /** As `full`, ten seconds later. */
  readonly after: Flood;
  readonly rss: { readonly before: number | null; readonly after: number | null };
}

export interface LoadBenchOptions {
  readonly articleFile: string;
  readonly queries: readonly BenchQuery[];
  readonly seconds: number;
  readonly say: (text: string) => void;
}

/** Fills a folder, serves it, and asks for more than it can answer, each answer worked out. */
export async function benchLoad({ articleFile, queries, seconds, say }: LoadBenchOptions): Promise<LoadFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-bench-load-'));
  const data = join(folder, 'data');
  let service: Service | null = null;
  try {
    await run(['index', articleFile, '--data', data]);
    service = await Service.start(data, { XUNWEN_ANSWER_CACHE: 'off', XUNWEN_LOG_LEVEL: 'warn' });
    const { url } = service;
    const paths = queries.map(({ text }) => `/api/search?q=${encodeURIComponent(text)}`);
    const warm = await saturate(url, paths, seconds);
    const capacity = (await saturate(url, paths, seconds)).perSecond;
    say(`answers a second: ${warm.perSecond.toFixed(0)} at first, then ${capacity.toFixed(0)}`);
    const before = service.rss;
    const full = await flood(url, paths, { perSecond: capacity, seconds });
    const over = await flood(url, paths, { perSecond: capacity * 4, seconds });
    await sleep(10_000);
    const after = await flood(url, paths, { perSecond: capacity, seconds });
    return { capacity, full, over, after, rss: { before, after: service.rss } };
  } finally {
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
