import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Request } from 'express';
import { bodyInterrupted } from '../owner/index.js';
import { ApiError } from '../problem.js';
import { BodyBudget } from './body-budget.js';

/** What bounds a request's body. */
export interface BodyLimits {
  /** Bytes, after decompression. */
  readonly bodyLimit: number;
  /** Seconds the caller may send nothing. */
  readonly requestTimeout: number;
  /** Seconds in which the whole has to be there; none: any number, as long as something comes. */
  readonly wholeWithin?: number;
}

const decompressors = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * The media type of the body, in lower case and without parameters; empty where none is given.
 * @throws ApiError `unsupported_media_type` where the charset is not UTF-8
 */
export function mediaType(request: Request): string {
  const [type = '', ...parameters] = (request.get('Content-Type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((one) => /^\s*charset="?([^"\s]*)"?\s*$/.exec(one)?.[1]).find(Boolean);
  if (charset === undefined || /^utf-?8$/.test(charset)) return type.trim();
  throw new ApiError('unsupported_media_type', `charset ${charset.slice(0, 40)}: only utf-8 is taken`);
}

/**
 * The bytes of the body as they come, decompressed; ends by idleness, unless `wholeWithin` says more, not by length. Only the time spent waiting
 * for the caller counts. Leaves the connection open, so that an answer can follow.
 * @throws ApiError `request_timeout`, `unsupported_media_type`, or `invalid_parameter` for a body that is broken
 */
export async function* bodyBytes(request: Request, limits: BodyLimits): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = decompressed(request).iterator({ destroyOnReturn: false });
  const broken = new Interruption(request);
  const patience = new Patience(limits);
  let isWaiting = false;
  try {
    for (;;) {
      isWaiting = true;
      const next = await withinTime(chunks.next(), broken, patience);
      isWaiting = false;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // An iterator that still waits for the caller would not return.
    if (!isWaiting) await chunks.return?.();
  }
}

const longer = '; send longer ones as NDJSON';

/**
 * The body as a JSON value.
 * @param advice what to do about one that is too large, with the sign before it
 * @throws ApiError `payload_too_large`, `invalid_parameter` where it is not JSON, and those of `bodyBytes`
 */
export async function readJson(request: Request, limits: BodyLimits, advice: string = longer): Promise<unknown> {
  return parseJson(await readText(request, limits, advice));
}

/**
 * The body as text.
 * @param advice what to do about one that is too large, with the sign before it
 * @throws ApiError `payload_too_large`, `overloaded`, `invalid_parameter` where it is not UTF-8, and those of `bodyBytes`
 */
export async function readText(request: Request, limits: BodyLimits, advice: string): Promise<string> {
  const { bodyLimit } = limits;
  const tooLarge = new ApiError('payload_too_large', `The body is over ${bodyLimit} bytes${advice}.`);
  if (Number(request.get('Content-Length') ?? 0) > bodyLimit) throw tooLarge;
  const budget = new BodyBudget(bodyLimit);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of bodyBytes(request, limits)) {
      length += chunk.length;
      if (length > bodyLimit) throw tooLarge;
      budget.take(chunk.length);
      chunks.push(chunk);
    }
    return decode(Buffer.concat(chunks, length));
  } finally {
    budget.release();
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ApiError('invalid_parameter', 'body: not valid UTF-8', { parameter: 'body', cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiError('invalid_parameter', 'body: not valid JSON', { parameter: 'body', cause });
  }
}

function decompressed(request: Request): Readable {
  const encoding = (request.get('Content-Encoding') ?? 'identity').toLowerCase();
  if (encoding === 'identity') return request;
  const decompressor = decompressors.get(encoding)?.();
  if (decompressor === undefined)
    throw new ApiError('unsupported_media_type', 'Content-Encoding: only gzip, deflate, br');
  request.once('error', (error) => decompressor.destroy(error));
  return request.pipe(decompressor);
}

/** Milliseconds in which what had come before a body broke off is still taken. */
const grace = 50;

/** Where the body of a request breaks off: keeps the error, and tells it to the one who waits for the next chunk. */
class Interruption {
  #error: ApiError | null = null;
  #waiting: ((error: ApiError) => void) | null = null;

  constructor(request: Request) {
    const detail = 'body: it broke off, or its chunks are not valid HTTP';
    request.once(bodyInterrupted, (cause) => {
      this.#error = new ApiError('invalid_parameter', detail, { parameter: 'body', cause });
      this.#waiting?.(this.#error);
    });
  }

  /** Told at once where it has broken off already; `null`: nobody waits any more. */
  set waiting(tell: ((error: ApiError) => void) | null) {
    this.#waiting = tell;
    if (this.#error !== null) tell?.(this.#error);
  }
}

/** How long a body is waited for. */
class Patience {
  readonly #limits: BodyLimits;
  readonly #end: number;

  constructor(limits: BodyLimits) {
    this.#limits = limits;
    this.#end = performance.now() + (limits.wholeWithin ?? Infinity) * 1000;
  }

  /** Until when the next chunk has to be there, in milliseconds from now, and what is told where it is not. */
  get next(): { readonly ms: number; readonly detail: string } {
    const { requestTimeout, wholeWithin } = this.#limits;
    const left = this.#end - performance.now();
    return left < requestTimeout * 1000
      ? { ms: Math.max(0, left), detail: `The body did not come whole within ${String(wholeWithin)} seconds.` }
      : { ms: requestTimeout * 1000, detail: `Nothing came for ${requestTimeout} seconds.` };
  }
}

async function withinTime<T>(next: Promise<T>, broken: Interruption, patience: Patience): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_resolve, reject) => {
    const { ms, detail } = patience.next;
    timer = setTimeout(() => reject(new ApiError('request_timeout', detail)), ms);
    broken.waiting = (error) => {
      clearTimeout(timer);
      timer = setTimeout(() => reject(error), grace);
    };
  });
  try {
    return await Promise.race([next, end]);
  } catch (error) {
    throw isBrokenCompression(error) ? brokenCompression(error) : error;
  } finally {
    clearTimeout(timer);
    broken.waiting = null;
  }
}

function isBrokenCompression(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ERR_BROTLI|ERR__ERROR)/.test(String(error.code));
}

function brokenCompression(cause: unknown): ApiError {
  return new ApiError('invalid_parameter', 'body: its compression is broken', { parameter: 'body', cause });
}
