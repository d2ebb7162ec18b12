import type { Answer } from './exchange.js';
import { FetchError } from './fetch-error.js';
import { parseAddress } from './parse-address.js';

/** Where redirects led to. */
export interface Followed {
  /** That of the answer. */
  readonly url: URL;
  /** Where permanent redirects alone lead: the address to ask for from now on. */
  readonly permanentUrl: URL;
  readonly answer: Answer;
}

/**
 * Asks for a page until the answer is no redirect. Each address is checked by `visit`, as the first is.
 * @throws FetchError `refused` after too many redirects, in a circle, or from https to http
 */
export async function followRedirects(
  start: URL,
  mostRedirects: number,
  visit: (url: URL) => Promise<Answer>,
): Promise<Followed> {
  let [url, permanentUrl] = [start, start];
  const visited = new Set<string>();
  while (visited.size <= mostRedirects) {
    visited.add(url.href);
    const answer = await visit(url);
    const next = redirectOf(url, answer);
    if (next === null) return { url, permanentUrl, answer };
    if (visited.has(next.href)) throw new FetchError('refused', 'it redirects in a circle');
    const isPermanent = answer.status === 301 || answer.status === 308;
    if (isPermanent && permanentUrl === url) permanentUrl = next;
    url = next;
  }
  throw new FetchError('refused', `it redirects more than ${mostRedirects} times`);
}

/**
 * Where an answer redirects to, null for other answers.
 * @throws FetchError `refused` for what is no web address, and from https to http
 */
export function redirectOf(from: URL, { status, headers }: Pick<Answer, 'status' | 'headers'>): URL | null {
  if (![301, 302, 303, 307, 308].includes(status)) return null;
  if (headers.location === undefined) throw new FetchError('refused', 'it redirects without saying where to');
  const next = parseAddress(asUtf8(headers.location), from);
  if (from.protocol === 'https:' && next.protocol === 'http:') {
    throw new FetchError('refused', 'it redirects from https to http');
  }
  return next;
}

/** Node gives headers as Latin-1; Chinese paths that are not escaped come as UTF-8. */
function asUtf8(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}
