import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { someArticles, writeNews } from '../growth/more-articles.js';
import { run, Service } from '../http/service.js';
import type { Document } from '../../relevance/eval/judged-set.js';
import { randomNumbers } from '../../relevance/eval/substring-runs.js';
import { Readers } from './readers.js';

/** The service at a moment of the soak. */
export interface Moment {
  readonly minutes: number;
  /** Bytes. */
  readonly rss: number;
  readonly heap: number;
  /** Outside the heap of the main thread, as V8 knows it. */
  readonly external: number;
  /** What the index says of itself. */
  readonly index: number;
  /** Versions that wait for a compaction. */
  readonly deleted: number;
}

export interface SoakFigures {
  readonly moments: readonly Moment[];
  /** What was asked, by what it was; each answered. */
  readonly asked: Readonly<Record<string, number>>;
  /** Answers that should not have been, by what they were. */
  readonly failed: Readonly<Record<string, number>>;
  /**
   * What memory came down to in the last fifth of the time against the second: 0.01 is one of a hundred more. Between two
   * collections of garbage it rises and falls by half.
   */
  readonly growth: { readonly rss: number; readonly heap: number };
}

export interface SoakOptions {
  /** Articles, or what some are made of. */
  readonly documents: readonly Document[];
  /** How many articles there are, throughout. */
  readonly articles: number;
  readonly minutes: number;
  readonly say: (text: string) => void;
}

const key = 'soak-key-0123456789';
/** Milliseconds between two looks. */
const look = 2000;

/** The value of a figure of `/metrics`. */
async function figures(url: string): Promise<Omit<Moment, 'minutes'>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  const index = [...text.matchAll(/^xunwen_index_bytes\S+ (\d+)$/gm)].reduce(
    (sum, [, bytes]) => sum + Number(bytes),
    0,
  );
  return {
    rss: value('process_resident_memory_bytes'),
    heap: value('nodejs_heap_size_used_bytes'),
    external: value('nodejs_external_memory_bytes'),
    index,
    deleted: value('xunwen_deleted_articles'),
  };
}

/** What some values come down to: a tenth of them are lower. */
function floorOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)] ?? Number.NaN;
}

function growthOf(moments: readonly Moment[], of: (moment: Moment) => number): number {
  const part = (from: number, to: number): number =>
    floorOf(moments.slice(Math.floor(moments.length * from), Math.floor(moments.length * to)).map(of));
  return part(0.8, 1) / part(0.2, 0.4) - 1;
}

/** Serves articles to searches, suggestions and writes for some minutes, and looks how much memory that takes. */
export async function soak({ documents, articles, minutes, say }: SoakOptions): Promise<SoakFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-soak-'));
  const [file, data] = [join(folder, 'news.ndjson.gz'), join(folder, 'data')];
  let service: Service | null = null;
  try {
    const news = someArticles(documents, articles);
    writeNews(file, news);
    await run(['index', file, '--data', data]);
    service = await Service.start(data, { XUNWEN_ADMIN_KEY: key, XUNWEN_LOG_LEVEL: 'warn' });
    const { url } = service;
    const started = performance.now();
    const readers = new Readers({ url, key, news, random: randomNumbers(3) });
    const working = readers.run(minutes * 60_000);
    const moments: Moment[] = [];
    while (performance.now() - started < minutes * 60_000) {
      await sleep(look);
      moments.push({ minutes: (performance.now() - started) / 60_000, ...(await figures(url)) });
      if (moments.length % 30 === 0) say(`${(moments.at(-1)?.rss ?? 0) / 1e6} MB`);
    }
    await working;
    const growth = { rss: growthOf(moments, ({ rss }) => rss), heap: growthOf(moments, ({ heap }) => heap) };
    return { moments, asked: readers.asked, failed: readers.failed, growth };
  } finally {
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
