import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { isIP } from 'node:net';
import { allows } from '../access/index.js';
import { ApiError } from '../problem.js';
import { callerOf } from './callers.js';

/** What requests are counted under, and how many of them a minute are answered; `null`: any number. */
interface Bucket {
  readonly name: string;
  readonly limit: number;
}

/** What the limits go by. */
export interface RateOptions {
  /** Requests a minute from one address; `null`: no limit. */
  readonly rateLimit: number | null;
  /** Whether `X-Forwarded-For` of some proxies is believed: then this machine is an address like others. */
  readonly hasTrustedProxies: boolean;
}

const minute = 60_000;

/** IPv6 addresses are counted by their first 56 bits, of which a subscriber usually has one. */
const subscriber = 56;

/**
 * Turns away who asks too often: a key of its own rate by that, others by their address. Keys that write and have no
 * rate are not limited. Without trusted proxies, requests from this machine are not limited either: they come through a
 * proxy that has all readers behind it, or from the operator.
 * @throws ApiError `too_many_requests`, with `Retry-After` and the `RateLimit` headers of draft 8
 */
export function rateLimits(options: RateOptions): RequestHandler {
  const bucketOf = (request: Request): Bucket | null => bucketFor(request, options);
  return rateLimit({
    windowMs: minute,
    skip: (request) => bucketOf(request) === null,
    keyGenerator: (request) => bucketOf(request)?.name ?? '',
    limit: (request) => bucketOf(request)?.limit ?? 0,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: () => {
      throw new ApiError('too_many_requests', 'Too many requests within a minute; Retry-After says when to go on.');
    },
    // Whether proxies are trusted is for the settings to say; a warning about it comes from `warnOfProxies`.
    validate: false,
  });
}

function bucketFor(request: Request, { rateLimit: limit, hasTrustedProxies }: RateOptions): Bucket | null {
  const caller = callerOf(request);
  if (caller.kind === 'owner') return null;
  if (caller.kind === 'key' && caller.key.rate !== null)
    return { name: `key ${caller.key.id}`, limit: caller.key.rate };
  if (caller.kind === 'key' && allows(caller.key, 'write')) return null;
  const address = addressOf(request);
  if (limit === null || (!hasTrustedProxies && isLoopback(address))) return null;
  return { name: `address ${ipKeyGenerator(address, subscriber)}`, limit };
}

/** Who asks, as far as those say it who are believed: without the port that some proxies put behind it. */
function addressOf({ ip = '', socket }: Request): string {
  const [, bracketed, plain] = /^(?:\[([\da-f:.]+)\]|([\d.]+)):\d+$/i.exec(ip) ?? [];
  const address = bracketed ?? plain ?? ip;
  return isIP(address) === 0 ? (socket.remoteAddress ?? '') : address;
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

/** Says once that readers behind a proxy share a limit, where its `X-Forwarded-For` is not believed. */
export function warnOfProxies(hasTrustedProxies: boolean): RequestHandler {
  let isTold = hasTrustedProxies;
  return (request, _response, next) => {
    if (!isTold && request.get('X-Forwarded-For') !== undefined) {
      isTold = true;
      const advice = 'name it in XUNWEN_TRUSTED_PROXIES, or all its readers count as one';
      request.log.warn({ proxy: request.socket.remoteAddress }, `a proxy sends X-Forwarded-For: ${advice}`);
    }
    next();
  };
}
