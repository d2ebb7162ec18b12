import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchQuery } from '../workload.js';
import { byTurns } from '../by-turns.js';
import { median, type Percentiles } from '../figures.js';
import { BareServer } from './bare-server.js';
import { askSteadily, saturate, type Throughput } from './load.js';
import { run, Service } from './service.js';
import { firstWrites, uploading, writeAgain } from './writes.js';

/** What the service is measured with. */
export interface HttpBenchOptions {
  readonly articleFile: string;
  readonly queries: readonly BenchQuery[];
  readonly rounds: number;
  readonly say: (text: string) => void;
}

/** How the service does over HTTP. */
export interface HttpFigures {
  /** From the file to durable and searchable, by the command line. */
  readonly indexMs: number;
  /** From the start of a service over that until it is ready. */
  readonly readyMs: number;
  /** Bytes in memory when ready, and after all else. */
  readonly rss: { readonly ready: number | null; readonly after: number | null };
  readonly bare: Throughput;
  /** Each answer worked out. */
  readonly ours: Throughput;
  /** Answers kept: fewer queries, all asked before. */
  readonly kept: Throughput;
  readonly steady: Percentiles;
  readonly whileIndexing: Percentiles;
  readonly indexedPerSecond: number;
  readonly put: Percentiles;
}

const seconds = 6;
const steadily = { perSecond: 200, seconds: 20 };
/** Queries whose answers there is room for. */
const keptQueries = 400;
const key = 'bench-key-0123456789';

function pathOf({ text }: BenchQuery): string {
  return `/api/search?q=${encodeURIComponent(text)}`;
}

async function answersOf(url: string, paths: readonly string[]): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const path of paths) answers.set(path, await (await fetch(url + path)).text());
  return answers;
}

function medianOf(rounds: readonly Throughput[]): Throughput {
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    bytesPerSecond: median(rounds.map(({ bytesPerSecond }) => bytesPerSecond)),
  };
}

async function saturateAll(urls: readonly string[], paths: readonly string[], rounds: number): Promise<Throughput[]> {
  const found = await byTurns(
    rounds,
    urls.map((url) => () => saturate(url, paths, seconds)),
  );
  return found.map(medianOf);
}

/** Fills a folder, serves it, and measures it beside a bare Express route that answers the same bytes. */
export async function benchHttp({ articleFile, queries, rounds, say }: HttpBenchOptions): Promise<HttpFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-bench-http-'));
  const data = join(folder, 'data');
  const closing: { stop(): Promise<void> }[] = [];
  try {
    const indexMs = await run(['index', articleFile, '--data', data]);
    say(`indexed in ${(indexMs / 1000).toFixed(1)} s`);
    const service = await Service.start(data, { XUNWEN_ANSWER_CACHE: 'off', XUNWEN_ADMIN_KEY: key });
    closing.push(service);
    const ready = service.rss;
    say(`ready in ${(service.readyMs / 1000).toFixed(1)} s`);
    const paths = queries.map(pathOf);
    const bareServer = await BareServer.start(folder, await answersOf(service.url, paths));
    closing.push(bareServer);
    const [bare, ours] = await saturateAll([bareServer.url, service.url], paths, rounds);
    const steady = await askSteadily(service.url, paths, steadily);
    say('asked steadily');
    const put = await firstWrites(service.url, key);
    const again = join(folder, 'again.ndjson');
    writeAgain(articleFile, again);
    const upload = await uploading(service.url, data, again);
    const whileIndexing = await askSteadily(service.url, paths, steadily);
    const indexedPerSecond = await upload.stop();
    const after = service.rss;
    const { readyMs } = service;
    await closing.shift()?.stop();
    const keeping = await Service.start(data, {});
    closing.push(keeping);
    const [kept] = await saturateAll([keeping.url], paths.slice(0, keptQueries), rounds);
    if (bare === undefined || ours === undefined || kept === undefined) throw new Error('there were no rounds');
    const rss = { ready, after };
    return { indexMs, readyMs, rss, bare, ours, kept, steady, whileIndexing, indexedPerSecond, put };
  } finally {
    for (const server of closing) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
