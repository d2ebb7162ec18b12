import { queryLength, tellChoice } from '../box/service.js';

/** Tells the service which article was opened of which search: what readers choose is suggested first. */
export function tellChoices(): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest('a');
    const id = link?.parentElement?.dataset['hit'];
    const query = new URLSearchParams(location.search).get('q');
    if (id === undefined || query === null || query === '') return;
    tellChoice('/', { query: query.slice(0, queryLength), id, text: null });
  });
}
