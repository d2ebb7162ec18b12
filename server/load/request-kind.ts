import type { IncomingMessage } from 'node:http';

/** What a request costs: an answer is worked out, something is written, or next to nothing. */
export type RequestKind = 'read' | 'write' | 'free';

/** What is worked out: searches, suggestions, articles, feeds and the pages for readers. In whatever case Express takes it. */
const worked = /^\/+(?:api\/(?:search|suggest|articles)|articles|search\.rss|search\.json|suggest\.json|\?|$)/i;

/** Told by method and address alone, in a microsecond. */
export function kindOf({ method, url = '' }: Pick<IncomingMessage, 'method' | 'url'>): RequestKind {
  if (method === 'GET' || method === 'HEAD') return worked.test(url) ? 'read' : 'free';
  if (method === 'OPTIONS') return 'free';
  // What readers chose is small, and comes with searches.
  return /^\/+api\/events\/?(?:\?|$)/i.test(url) ? 'read' : 'write';
}
