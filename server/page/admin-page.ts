import { texts } from '../admin/texts.js';
import { html } from './html.js';
import { seal } from './icon.js';
import type { Site } from './layout.js';

/** The page of the owner: empty until its script has a key. */
export function renderAdminPage(site: Site): string {
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${texts.title} · ${site.name}</title>
        <link rel="stylesheet" href="${site.assets.adminStyle.href}" />
        <link rel="icon" type="image/svg+xml" href="${site.assets.icon.href}" />
        <script type="module" src="${site.assets.adminScript.href}"></script>
      </head>
      <body>
        <header>
          <a class="name" href="/">${seal(site.assets.icon.href)}<span>${site.name}</span></a>
          <h1>${texts.title}</h1>
          <a href="/">${texts.backToSearch}</a>
          <button type="button" id="leave" hidden>${texts.leave}</button>
        </header>
        <main>
          <noscript><p>${texts.needsScript}</p></noscript>
          <form>
            <label><span>${texts.key}</span><input type="password" autocomplete="current-password" required /></label>
            <button type="submit">${texts.enter}</button>
            <p>${texts.keyHelp}</p>
          </form>
          <p id="status" role="status"></p>
          <div id="board" hidden></div>
        </main>
      </body>
    </html> `.text;
}
