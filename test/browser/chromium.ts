import assert from 'node:assert/strict';
import { existsSync, createReadStream } from 'node:fs';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { readJsonLines, samplePath } from '../../corpus/index.js';

const executablePath = process.env['XUNWEN_CHROMIUM'] ?? '/usr/bin/chromium';
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const desk = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

/** Whether there is a Chromium to test in; `XUNWEN_CHROMIUM` names one elsewhere. */
const hasChromium: boolean = existsSync(executablePath);

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath, args });
}

/** The articles of the sample, as they are sent to the service. */
export async function sampleNews(): Promise<object[]> {
  const articles: object[] = [];
  for await (const reading of readJsonLines(createReadStream(join(samplePath, 'news.ndjson')), { file: 'sample' })) {
    if (reading.kind === 'article') articles.push(reading.article);
  }
  return articles;
}

/** A server on a free port of this machine. */
export interface LocalServer {
  readonly origin: string;
  close(): void;
}

/** @param port 0: any free one */
export async function serve(listener: RequestListener, port = 0): Promise<LocalServer> {
  const server: Server = createServer(listener).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A browser and a service, for all tests of a suite. */
export interface Surroundings {
  readonly browser: Browser;
  readonly origin: string;
}

/**
 * Starts a browser and a service before the tests of a suite, and ends both after them; without a Chromium the suite is
 * skipped. What is returned can be asked within the tests.
 */
export function inChromium(toListener: () => Promise<RequestListener>): () => Surroundings {
  let browser: Browser | undefined;
  let server: LocalServer | undefined;
  before(async function () {
    if (!hasChromium) this.skip();
    server = await serve(await toListener());
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  return () => {
    assert.ok(browser !== undefined && server !== undefined);
    return { browser, origin: server.origin };
  };
}

/** What is done on a page, and what the browser may complain of. */
export interface Visit {
  readonly options?: BrowserContextOptions;
  readonly look: (page: Page, complaints: readonly string[]) => Promise<void>;
  /** Texts of which a complaint may have one; default: a missing page is none. */
  readonly allowed?: readonly string[];
}

/** Opens a page in a window of its own, hands it over, and fails where the browser complained about it. */
export async function visit(browser: Browser, url: string, { options = {}, look, allowed = [] }: Visit): Promise<void> {
  const context = await browser.newContext({ viewport: desk, ...options });
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
    await look(page, complaints);
  } finally {
    await context.close();
  }
  const expected = ['status of 404', ...allowed];
  assert.deepEqual(
    complaints.filter((text) => !expected.some((one) => text.includes(one))),
    [],
  );
}

/** Fails where axe-core finds something that a reader with a disability would stumble over. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found: { id: string; nodes: { html: string; failureSummary: string }[] }[] = await page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes })))',
  );
  assert.deepEqual(
    found.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
    ),
    [],
  );
}
