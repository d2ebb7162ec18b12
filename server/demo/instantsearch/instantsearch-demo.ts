import instantsearch from 'instantsearch.js';
import {
  currentRefinements,
  hits,
  pagination,
  rangeInput,
  refinementList,
  searchBox,
  sortBy,
  stats,
} from 'instantsearch.js/es/widgets';
import { createSearchClient } from '../../instantsearch/index.js';
import { nameParts } from './names.js';

/** InstantSearch's own widgets on this service, unchanged: what a site that already has them would write. */
const labels: Readonly<Record<string, string>> = { section: '栏目', source: '来源', year: '年份' };

const search = instantsearch({
  indexName: 'news',
  searchClient: createSearchClient({ endpoint: location.origin }),
  routing: true,
});

search.addWidgets([
  searchBox({
    container: '#searchbox',
    placeholder: '搜索新闻',
    autofocus: true,
    // Else the letters of an input method would be searched for.
    ignoreCompositionEvents: true,
  }),
  stats({
    container: '#stats',
    templates: { text: ({ nbHits, processingTimeMS }) => `找到 ${nbHits} 条新闻（${processingTimeMS} 毫秒）` },
  }),
  sortBy({
    container: '#sort',
    items: [
      { label: '相关度', value: 'news' },
      { label: '最新', value: 'news_newest' },
      { label: '最早', value: 'news_oldest' },
    ],
  }),
  currentRefinements({
    container: '#refinements',
    transformItems: (items) => items.map((item) => ({ ...item, label: labels[item.attribute] ?? item.label })),
  }),
  refinementList({
    container: '#section',
    attribute: 'section',
    showMore: true,
    limit: 6,
    templates: { showMoreText: ({ isShowingMore }) => (isShowingMore ? '收起' : '更多') },
  }),
  refinementList({ container: '#source', attribute: 'source', searchable: true, searchablePlaceholder: '查找来源' }),
  rangeInput({
    container: '#year',
    attribute: 'year',
    templates: { separatorText: () => '至', submitText: () => '确定' },
  }),
  hits({
    container: '#hits',
    templates: {
      item: (hit, { html, components }) =>
        html`<article>
          <h2>
            <a href="/articles/${encodeURIComponent(hit.objectID)}"
              >${components.Highlight({ hit, attribute: 'title' })}</a
            >
          </h2>
          <p>${components.Snippet({ hit, attribute: 'body' })}</p>
          <p class="facts">
            ${[hit['source'], String(hit['publishedAt'] ?? '').slice(0, 10)].filter(Boolean).join(' · ')}
          </p>
        </article>`,
      // A plain text would be taken as HTML, and with it what the reader typed.
      empty: ({ query }, { html }) => html`没有找到与“${query}”相关的新闻`,
    },
  }),
  pagination({ container: '#pages' }),
]);
search.on('render', nameParts);
search.start();
