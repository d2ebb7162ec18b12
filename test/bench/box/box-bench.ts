import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { desk, launch } from '../../browser/chromium.js';
import { percentilesOf, type Percentiles } from '../figures.js';
import { run, Service } from '../http/service.js';
import type { BenchQuery } from '../workload.js';

/** How a browser fares with the box and the pages. */
export interface BoxFigures {
  /** Milliseconds from a keystroke to the list that answers it, painted. */
  readonly painted: Percentiles;
  readonly keystrokes: number;
  readonly pages: readonly PageFigures[];
}

/** What a browser tells of one page that it opened for the first time. */
export interface PageFigures {
  readonly path: string;
  readonly firstPaintMs: number;
  /** Of the main thread, what each task took over 50 ms. */
  readonly blockingMs: number;
  /** Over the wire, packed: the page, and what it loads. */
  readonly bytes: number;
}

export interface BoxBenchOptions {
  readonly articleFile: string;
  readonly queries: readonly BenchQuery[];
  readonly say: (text: string) => void;
}

/** Milliseconds between two keystrokes: a quick typist's. */
const pause = 150;
/** Queries that are typed, character by character. */
const typed = 60;

const paths = ['/', '/?q=%E7%BB%8F%E6%B5%8E', '/demo'];

/**
 * Notes in the page when each character was typed, and when a list that came after it had been painted: a frame after
 * the change of the list, and what was queued behind it.
 */
const watch = `{
  const box = document.querySelector('news-search');
  globalThis.painted = [];
  let typedAt = null;
  box.shadowRoot.querySelector('input').addEventListener('input', () => (typedAt = performance.now()));
  new MutationObserver(() => {
    const since = typedAt;
    if (since === null) return;
    typedAt = null;
    requestAnimationFrame(() => setTimeout(() => globalThis.painted.push(performance.now() - since)));
  }).observe(box.shadowRoot.querySelector('[role=listbox]'), { childList: true });
}`;

async function typeQueries(page: Page, queries: readonly BenchQuery[]): Promise<number[]> {
  await page.evaluate(watch);
  const input = page.locator('news-search [role=combobox]');
  for (const { text } of queries) {
    await input.focus();
    for (const character of text) {
      await page.keyboard.type(character);
      await page.waitForTimeout(pause);
    }
    await input.fill('');
    await page.waitForTimeout(pause);
  }
  return page.evaluate<number[]>('globalThis.painted');
}

async function openPage(page: Page, url: string, path: string): Promise<PageFigures> {
  await page.addInitScript(`{
    globalThis.blocking = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (globalThis.blocking += duration - 50)))
      .observe({ type: 'longtask', buffered: true });
  }`);
  await page.goto(url + path, { waitUntil: 'networkidle' });
  const found = await page.evaluate<Omit<PageFigures, 'path'>>(`({
    firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    blockingMs: globalThis.blocking,
    bytes: [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
  })`);
  return { path, ...found };
}

/** Types into the box of a service that holds all articles, in Chromium, and opens its pages. */
export async function benchBox({ articleFile, queries, say }: BoxBenchOptions): Promise<BoxFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-bench-box-'));
  await run(['index', articleFile, '--data', join(folder, 'data')]);
  say('indexed');
  const service = await Service.start(join(folder, 'data'), { XUNWEN_LOG_LEVEL: 'warn' });
  const browser = await launch();
  try {
    const pages: PageFigures[] = [];
    for (const path of paths) {
      const page = await browser.newPage({ viewport: desk });
      pages.push(await openPage(page, service.url, path));
      await page.close();
    }
    const page = await browser.newPage({ viewport: desk });
    await page.goto(`${service.url}/demo`);
    const painted = await typeQueries(page, queries.slice(0, typed));
    return { painted: percentilesOf(painted), keystrokes: painted.length, pages };
  } finally {
    await browser.close();
    await service.stop();
    rmSync(folder, { recursive: true });
  }
}
