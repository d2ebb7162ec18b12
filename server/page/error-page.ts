import type { ProblemCode } from '../problem.js';
import { html } from './html.js';
import { renderLayout } from './layout.js';
import type { Site } from './layout.js';
import { texts } from './texts.js';

/**
 * A page that says what went wrong, and leads on.
 * @param code of the problem
 */
export function renderErrorPage(site: Site, code: ProblemCode): string {
  const [heading, advice] = texts.error(code);
  return renderLayout(site, {
    title: heading,
    query: null,
    listed: false,
    main: html`<div class="columns">
      <section class="empty">
        <h1>${heading}</h1>
        <p>${advice}</p>
        <p><a class="action" href="/">${texts.toLatest}</a></p>
      </section>
    </div>`,
  });
}
