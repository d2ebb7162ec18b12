import { html } from './html.js';
import type { Html } from './html.js';

/** The seal of the page: a red square, three lines of print and a glass over them. */
const drawing = `<rect width="32" height="32" rx="6" fill="#b01f24"/><g fill="none" stroke="#fff" stroke-width="2.6"
  stroke-linecap="round"><path d="M7.5 9.5h17M7.5 15.5h4.5M7.5 21.5h4.5"/><circle cx="19" cy="18" r="4.6"/>
  <path d="m22.6 21.6 3.4 3.6"/></g>`;

/** The icon as a file of its own. */
export const iconFile: string = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${drawing}</svg>`;

/** The icon next to the name. */
export function seal(href: string): Html {
  return html`<img class="seal" src="${href}" alt="" width="32" height="32" />`;
}
