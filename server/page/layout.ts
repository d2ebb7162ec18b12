import type { Assets } from './assets.js';
import { renderBox } from './box.js';
import { html } from './html.js';
import type { Content, Html } from './html.js';
import { seal } from './icon.js';
import type { PageQuery } from './page-query.js';
import { texts } from './texts.js';

/** What all pages share. */
export interface Site {
  /** The name in the head, such as 寻闻. */
  readonly name: string;
  /** Whether the news is the invented sample. */
  readonly demo: boolean;
  readonly assets: Assets;
}

/** One page. */
export interface Sheet {
  /** For the window; the site's name is put after it. Empty: the name alone. */
  readonly title: string;
  /** What stands in the box, and the filters a new search keeps. */
  readonly query: PageQuery | null;
  /** Whether search engines may list it. */
  readonly listed: boolean;
  /** More for the `<head>`. */
  readonly head?: Content;
  /** What stands under the name on the front page. */
  readonly dateline?: Content;
  readonly main: Html;
}

/** The whole document around a page's content. */
export function renderLayout(site: Site, sheet: Sheet): string {
  const { title, query, dateline = null } = sheet;
  const page = html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        ${!sheet.listed && html`<meta name="robots" content="noindex" />`}
        <title>${title === '' ? `${site.name} · ${texts.tagline}` : `${title} · ${site.name}`}</title>
        <link rel="stylesheet" href="${site.assets.style.href}" />
        <link rel="icon" type="image/svg+xml" href="${site.assets.icon.href}" />
        <link rel="search" type="application/opensearchdescription+xml" title="${site.name}" href="/opensearch.xml" />
        <script type="module" src="/searchbox.js"></script>
        <script type="module" src="${site.assets.script.href}"></script>
        ${sheet.head}
      </head>
      <body class="${dateline === null ? 'inner' : 'front'}">
        <a class="skip" href="#content">${texts.skip}</a>
        ${site.demo && demoNote} ${renderHead(site, query, dateline)}
        <main id="content" class="frame">${sheet.main}</main>
        <footer class="foot">
          <div class="frame">
            <a href="/">${site.name}</a>
            <a href="/docs">${texts.api}</a>
          </div>
        </footer>
      </body>
    </html> `;
  return page.text;
}

const demoNote = html`<aside class="demo" aria-label="${texts.demoLabel}">
  <span>${texts.demo}</span><code>${texts.demoCommand}</code>
</aside>`;

function renderHead(site: Site, query: PageQuery | null, dateline: Content): Html {
  return html`<header class="head">
    <div class="frame">
      <a class="name" href="/">${seal(site.assets.icon.href)}<span>${site.name}</span></a>
      ${dateline !== null && html`<p class="dateline">${dateline}</p>`} ${renderBox(query)}
    </div>
  </header>`;
}
