import type { Article } from '../../corpus/index.js';
import type { RelatedAnswer, SearchAnswer } from '../../indexer/index.js';
import type { InstantAnswer } from '../schemas/answers.js';
import type { UploadAnswer } from '../schemas/article.js';

/** Invented, like all our examples. */
export const articleExample: Article = {
  id: 'qh-20241103-01',
  url: 'https://news.example/2024/11/03/1.html',
  title: '青禾市副局长走访一线：防汛物资三天内到位',
  body: '青禾市商务局副局长林远帆三日走访了两座仓库。\n他说，防汛物资将在三天内到位。',
  publishedAt: '2024-11-03T09:30:00+08:00',
  source: '青禾日报',
  author: '宋知秋',
  section: '要闻',
  tags: ['防汛'],
  images: [{ url: null, caption: '仓库里的沙袋' }],
};

const { id, url, title, section, source, author, tags, publishedAt } = articleExample;

/** The answer to `q=副局长`. */
export const searchExample: SearchAnswer = {
  query: '副局长',
  truncated: false,
  total: 2,
  stories: 1,
  page: 1,
  size: 10,
  tookMs: 1.4,
  relaxed: null,
  didYouMean: null,
  hits: [
    {
      id,
      url,
      title,
      section,
      source,
      author,
      tags,
      image: null,
      publishedAt,
      score: 8.31,
      highlights: {
        title: '青禾市<mark>副局长</mark>走访一线：防汛物资三天内到位',
        snippets: ['青禾市商务局<mark>副局长</mark>林远帆三日走访了两座仓库。'],
      },
      duplicates: {
        count: 1,
        ids: ['yz-20241103-11'],
        articles: [
          { id: 'yz-20241103-11', url: null, title, source: '云泽晚报', publishedAt: '2024-11-03T18:20:00+08:00' },
        ],
      },
    },
  ],
  facets: { section: [{ value: '要闻', count: 2 }], month: [{ value: '2024-11', count: 2 }] },
  next: null,
};

/** The answer about another article on the same flood. */
export const relatedExample: RelatedAnswer = {
  id: 'qh-20241102-07',
  related: [{ id, url, title, section, source, author, tags, image: null, publishedAt, score: 0.42 }],
};

/** The answer to `q=青&hits=1`. */
export const suggestExample: InstantAnswer = {
  query: '青',
  suggestions: [
    { text: '青禾市', kind: 'word', highlighted: '<mark>青</mark>禾市', id: null, url: null },
    {
      text: title,
      kind: 'title',
      highlighted: `<mark>青</mark>${title.slice(1)}`,
      id: articleExample.id,
      url: articleExample.url,
    },
  ],
  instant: { total: 2, relaxed: null, didYouMean: null, hits: searchExample.hits },
};

/** The answer to an upload of 3 lines, the second of which is no article. */
export const uploadExample: UploadAnswer = {
  accepted: 2,
  rejectedCount: 1,
  rejected: [{ line: 2, code: 'invalid_article', detail: 'publishedAt: not a date' }],
};
