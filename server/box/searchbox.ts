import { NewsSearch } from './news-search.js';

/** The entry of `/searchbox.js`: a page that has the element already keeps that. */
if (customElements.get('news-search') === undefined) customElements.define('news-search', NewsSearch);
