import { queryOf } from '../box/query.js';
import { tellChoice } from '../box/service.js';

function tell(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return;
  const link = event.target.closest('a');
  const { hit: id, rank } = link?.parentElement?.dataset ?? {};
  const query = queryOf(new URLSearchParams(location.search).get('q') ?? '');
  if (id !== undefined && query !== '') tellChoice('/', { query, id, text: null, rank: Number(rank) });
}

/** Tells the service which article was opened of which search: what readers choose is suggested first. */
export function tellChoices(): void {
  document.addEventListener('click', tell);
  // The middle button opens a tab.
  document.addEventListener('auxclick', (event) => event.button === 1 && tell(event));
}
