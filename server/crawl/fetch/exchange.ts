import { request as requestHttp, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { FetchError, networkFailure } from './fetch-error.js';
import { unpack } from './unpack.js';

/** How much of an answer is taken, in bytes. */
export interface SizeLimits {
  /** As sent. */
  readonly sentBytes: number;
  /** Unpacked. */
  readonly unpackedBytes: number;
  readonly headerBytes: number;
}

/** One request, its address checked. */
export interface Question {
  readonly url: URL;
  /** The only IP addresses that the connection may go to. */
  readonly addresses: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly limits: SizeLimits;
  /** Take what fits into the limit instead of refusing what is longer. */
  readonly cut: boolean;
  readonly signal: AbortSignal;
  /** Called whenever something came. */
  readonly alive: () => void;
}

/** What a site answers. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body, unpacked; empty where the status is not 200 or 203. */
  readonly bytes: Uint8Array;
}

/**
 * Sends one GET request and reads its answer, on a connection of its own. Follows no redirect.
 * @throws FetchError `refused` where the answer is too large or packed in an unknown way, else `failed`
 */
export async function exchange(question: Question): Promise<Answer> {
  try {
    const response = await send(question);
    const { statusCode: status = 0, headers } = response;
    const hasPage = status === 200 || status === 203;
    const bytes = hasPage ? await pageOf(response, question) : new Uint8Array();
    response.destroy();
    return { status, headers, bytes };
  } catch (error) {
    throw networkFailure(error);
  }
}

function send({ url, addresses, headers, limits, signal, alive }: Question): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  const request: ClientRequest = (isSecure ? requestHttps : requestHttp)({
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers,
    signal,
    lookup: pinnedTo(addresses),
    maxHeaderSize: limits.headerBytes,
    // Said here so that neither the environment nor a shared agent decides them.
    agent: false,
    insecureHTTPParser: false,
    rejectUnauthorized: true,
  });
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.once('close', () => reject(new FetchError('failed', 'the connection was closed without an answer')));
    request.once('response', (response) => {
      alive();
      resolve(response);
    });
    request.end();
  });
}

/** Names nothing but the checked addresses: a name that is looked up again may lead elsewhere. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const pinned = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, tell) => {
    const [first] = pinned;
    if (first === undefined) tell(new FetchError('failed', 'the host has no address'), '');
    else if (options.all === true) tell(null, pinned);
    else tell(null, first.address, first.family);
  };
}

async function pageOf(response: IncomingMessage, question: Question): Promise<Uint8Array> {
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  const isPlain = encoding === '' || encoding === 'identity';
  const sent = await bytesOf(response, { ...question, cut: question.cut && isPlain });
  return isPlain ? sent : unpack(sent, encoding, question.limits.unpackedBytes);
}

async function bytesOf(response: IncomingMessage, { limits, cut, alive }: Question): Promise<Buffer> {
  const tooLarge = new FetchError('refused', `it is larger than ${limits.sentBytes} bytes`);
  if (!cut && Number(response.headers['content-length']) > limits.sentBytes) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    alive();
    chunks.push(chunk);
    length += chunk.length;
    if (length > limits.sentBytes && !cut) throw tooLarge;
    if (length > limits.sentBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, limits.sentBytes);
}
