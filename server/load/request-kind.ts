import type { IncomingMessage } from 'node:http';

/** What a request costs: an answer is worked out, something is written, a reader's choice is counted, or next to nothing. */
export type RequestKind = 'read' | 'write' | 'event' | 'free';

/** What is worked out: searches, suggestions, articles, feeds and the pages for readers. In whatever case Express takes it. */
const worked = /^\/+(?:api\/(?:search|suggest|articles)|articles|search\.rss|search\.json|suggest\.json|\?|$)/i;

/** What stands before the path where a request names the whole address, as one to a proxy does; Express takes it, too. */
const origin = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i;

/** With these no client of good will sends an address, and Express may read another path in it than stands there. */
const odd = /[#\\]/;

/** Told by method and address alone, in a microsecond. */
export function kindOf({ method, url: address = '' }: Pick<IncomingMessage, 'method' | 'url'>): RequestKind {
  if (method === 'OPTIONS') return 'free';
  if (odd.test(address)) return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
  const url = address.startsWith('/') ? address : address.replace(origin, '/');
  if (method === 'GET' || method === 'HEAD') return worked.test(url) ? 'read' : 'free';
  return /^\/+api\/events\/?(?:\?|$)/i.test(url) ? 'event' : 'write';
}
