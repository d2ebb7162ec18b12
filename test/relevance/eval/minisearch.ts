import MiniSearch from 'minisearch';
import type { Builder } from './contender.js';
import type { Cut } from './peer-terms.js';

/** MiniSearch (BM25+), over terms cut by `cut`, any of them enough. */
export function miniSearch(name: string, cut: Cut): Builder {
  return (documents) => {
    const index = new MiniSearch({ fields: ['title', 'body'], tokenize: cut, processTerm: (term) => term });
    index.addAll(documents);
    const search = (text: string, size: number): string[] =>
      index
        .search(text, { combineWith: 'OR' })
        .slice(0, size)
        .map((hit) => String(hit.id));
    return [{ name, search, close: () => undefined }];
  };
}
