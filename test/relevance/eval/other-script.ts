import { Converter } from 'opencc-js';
import type { Document } from './judged-set.js';

/** How a reader of the other script would type a query. */
export interface OtherScript {
  readonly name: 'traditional' | 'simplified';
  readonly convert: (query: string) => string;
}

const toTraditional = Converter({ from: 'cn', to: 't' });
const toSimplified = Converter({ from: 't', to: 'cn' });

function changed(text: string, convert: (text: string) => string): number {
  const points = Array.from(text);
  return points.filter((point) => convert(point) !== point).length;
}

/** The script that the documents are not written in, by the first hundred of them, and OpenCC's way into it. */
export function otherScript(documents: readonly Document[]): OtherScript {
  const text = documents
    .slice(0, 100)
    .map(({ body }) => body)
    .join('');
  const isTraditional = changed(text, toSimplified) > changed(text, toTraditional);
  return isTraditional
    ? { name: 'simplified', convert: toSimplified }
    : { name: 'traditional', convert: toTraditional };
}
