import { Index } from 'flexsearch';
import type { Builder } from './contender.js';
import type { Cut } from './peer-terms.js';

/** FlexSearch as it comes, over terms cut by `cut`, in its `suggest` mode: not every term has to be there. */
export function stockFlexSearch(name: string, cut: Cut): Builder {
  return (documents) => {
    const index = new Index({ tokenize: 'strict', encode: cut });
    documents.forEach(({ title, body }, i) => index.add(i, `${title}\n${body}`));
    const search = (text: string, size: number): string[] =>
      index.search(text, { suggest: true, limit: size }).map((place) => documents[Number(place)]?.id ?? '');
    return [{ name, search, close: () => undefined }];
  };
}
