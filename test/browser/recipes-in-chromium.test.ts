import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { appUnderTest, settings } from '../server/http-app.js';
import { inChromium, sampleNews, serve, visit } from './chromium.js';

// From <out folder>/test/browser/.
const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A block of code of a document: the first one in a language that holds a text. */
function recipe(document: string, language: string, text: string): string {
  const blocks = readFileSync(`${root}docs/${document}`, 'utf8').matchAll(/```(\w+)\n(.*?)```/gs);
  const found = [...blocks].find(([, own, code]) => own === language && code?.includes(text));
  assert.ok(found?.[2] !== undefined, `${document} has no ${language} with ${text}`);
  return found[2];
}

/** Bundles a module as a site would, whose imports are those of its packages. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader: 'jsx', resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** A page of a site that has nothing but what a recipe puts there. */
const pageOf = (body: string): string =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>某站</title><link rel="icon" href="data:,">${body}`;

const withScript = (script: string): string => pageOf(`<div id="app"></div><script type="module">${script}</script>`);

describe('the recipes of the documents in Chromium', function () {
  this.timeout(120_000);
  const surroundings = inChromium(async () => {
    const { again } = await appUnderTest(await sampleNews());
    return again({ config: { ...settings, corsOrigins: ['*'] } });
  });

  /** Serves a page on an origin of its own, with the service in place of the documents' one. */
  const onSite = async (html: string, look: (page: Page) => Promise<void>): Promise<void> => {
    const own = html.replaceAll('https://search.example', surroundings().origin);
    const site = await serve((request, response) => {
      if (request.url?.endsWith('.min.js') === true) response.end(library());
      else response.setHeader('Content-Type', 'text/html; charset=utf-8').end(own);
    });
    try {
      await visit(surroundings().browser, site.origin, { look });
    } finally {
      site.close();
    }
  };
  const library = (): string =>
    readFileSync(`${root}node_modules/instantsearch.js/dist/instantsearch.production.min.js`, 'utf8');

  const findsInBox = async (page: Page): Promise<void> => {
    await page.locator('news-search [role=combobox]').fill('大桥');
    await page.locator('news-search .hit').first().waitFor();
  };

  it('put the box into a plain page with two lines', async () => {
    await onSite(pageOf(recipe('SEARCHBOX.md', 'html', 'searchbox.js')), findsInBox);
  });

  it('put the box into React, with its events', async () => {
    const component = recipe('SEARCHBOX.md', 'jsx', 'NewsSearch');
    const script = await bundle(`import { createRoot } from 'react-dom/client';
      ${component}
      const onSubmit = (event) => {
        event.preventDefault();
        document.title = event.detail.query;
      };
      createRoot(document.getElementById('app')).render(<NewsSearch onSubmit={onSubmit} />);`);
    await onSite(withScript(script), async (page) => {
      await findsInBox(page);
      assert.match((await page.locator('news-search .search').last().getAttribute('href')) ?? '', /^\/so\?wd=/);
      await page.locator('news-search [role=combobox]').press('Enter');
      assert.equal(await page.title(), '大桥');
    });
  });

  it('put the box into Vue, with its events', async () => {
    const [isCustomElement = ''] = /\(tag\) =>[^}]+/.exec(recipe('SEARCHBOX.md', 'js', 'isCustomElement')) ?? [];
    const script = await bundle(`import { createApp } from 'vue/dist/vue.esm-bundler.js';
      import('https://search.example/searchbox.js');
      const app = createApp({
        template: ${JSON.stringify(recipe('SEARCHBOX.md', 'vue', 'news-search'))},
        methods: {
          onSelect(event) {
            event.preventDefault();
            document.title = event.detail.kind;
          },
        },
      });
      app.config.compilerOptions.isCustomElement = ${isCustomElement};
      app.mount('#app');`);
    await onSite(withScript(script), async (page) => {
      await findsInBox(page);
      await page.locator('news-search .hit').first().click();
      assert.equal(await page.title(), 'hit');
    });
  });

  const findsWithWidgets = async (page: Page): Promise<void> => {
    await page.locator('.ais-SearchBox-input').pressSequentially('大桥', { delay: 20 });
    await page.locator('.ais-Highlight-highlighted', { hasText: '大桥' }).first().waitFor();
    assert.ok((await page.locator('.ais-Snippet-highlighted').count()) > 0);
    const count = Number(await page.locator('.ais-RefinementList-count').first().innerText());
    await page.locator('.ais-RefinementList-checkbox').first().check();
    await page.locator('.ais-RefinementList-item--selected').waitFor();
    await page.waitForFunction(`document.querySelectorAll('.ais-Hits-item').length === ${String(Math.min(20, count))}`);
  };

  it('let InstantSearch search in a plain page', async () => {
    const html = recipe('INSTANTSEARCH.md', 'html', 'instantsearch.widgets');
    await onSite(pageOf(html.replace(/https:[^"]+\.min\.js/, '/instantsearch.min.js')), findsWithWidgets);
  });

  it('let InstantSearch search in React', async () => {
    const component = recipe('INSTANTSEARCH.md', 'jsx', 'InstantSearch');
    const script = await bundle(`import { createRoot } from 'react-dom/client';
      ${component}
      createRoot(document.getElementById('app')).render(<News />);`);
    await onSite(withScript(script), findsWithWidgets);
  });
});
