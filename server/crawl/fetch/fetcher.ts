import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { systemClock, type Clock } from './clock.js';
import { exchange, type Answer, type Question, type SizeLimits } from './exchange.js';
import { FetchError } from './fetch-error.js';
import { followRedirects } from './follow-redirects.js';
import { HostList } from './host-list.js';
import { parseAddress } from './parse-address.js';
import { isPublicAddress } from './public-address.js';
import { allowNone } from './robots.js';
import { RobotsFiles } from './robots-files.js';
import { withinTime, type TimeLimits } from './time-limits.js';
import { Turns } from './turns.js';
import { acceptedEncodings } from './unpack.js';

/** What came of asking for a page. */
export type Fetched =
  | {
      readonly kind: 'fetched';
      /** Where it was found in the end, and where permanent redirects alone led. */
      readonly url: string;
      readonly permanentUrl: string;
      /** Unpacked. */
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
    }
  /** It is as it was. */
  | { readonly kind: 'unchanged' }
  /** 410. */
  | { readonly kind: 'gone' }
  /** 404. */
  | { readonly kind: 'missing' }
  /** It will not be fetched as things are. */
  | { readonly kind: 'refused'; readonly why: string }
  /** It could not be fetched now, also when tried again. */
  | { readonly kind: 'failed'; readonly why: string };

/** What a fetcher is made with. */
export interface FetcherOptions {
  /** The only hosts that are asked: `host`, `host:port`, or `.host` for all below it. */
  readonly hosts: readonly string[];
  /** Those of them that may have an address that is not of the public internet; default none. */
  readonly allowPrivate?: readonly string[];
  /** Requests a second to one host; default 1. A robots.txt may ask for fewer. */
  readonly perSecond?: number;
  /** Requests at a time to one host, default 1; and to all together, default 8. */
  readonly atATime?: number;
  readonly atATimeInAll?: number;
  /** How often what failed is tried again; default 3. */
  readonly retries?: number;
  readonly limits?: Partial<SizeLimits & TimeLimits & { readonly redirects: number }>;
  readonly userAgent?: string;
  readonly clock?: Clock;
  /** The addresses of a host name; default the system's. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** From 0 to 1, without 1; default `Math.random`. */
  readonly random?: () => number;
}

const usualLimits = {
  sentBytes: 8 * 1024 * 1024,
  unpackedBytes: 32 * 1024 * 1024,
  headerBytes: 32 * 1024,
  totalMs: 30_000,
  idleMs: 10_000,
  redirects: 5,
};
/** Milliseconds before the first retry; each later one waits twice as long, up to a minute, a little more or less. */
const firstPause = 1000;
const longestPause = 60_000;
/** A robots.txt may ask for so long between requests. */
const longestDelay = 60_000;

/** Validators of what is known already. */
export interface Known {
  readonly etag?: string | null;
  readonly lastModified?: string | null;
}

/**
 * Fetches pages of named hosts: safely (no other host, no private address, also after redirects and whatever names resolve
 * to; nothing endless), and politely (robots.txt, one request after the other).
 */
export class Fetcher {
  readonly #hosts: HostList;
  readonly #private: HostList;
  readonly #turns: Turns;
  readonly #limits: typeof usualLimits;
  readonly #retries: number;
  readonly #userAgent: string;
  readonly #clock: Clock;
  readonly #resolve: (host: string) => Promise<readonly string[]>;
  readonly #random: () => number;
  readonly #robots: RobotsFiles;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  /** @throws FetchError `invalid_option` */
  constructor(options: FetcherOptions) {
    const { perSecond = 1, atATime = 1, atATimeInAll = 8, allowPrivate = [] } = options;
    this.#hosts = new HostList(options.hosts);
    this.#private = new HostList(allowPrivate);
    this.#clock = options.clock ?? systemClock;
    const intervalMs = 1000 / perSecond;
    this.#turns = new Turns(this.#clock, { atATime: atATimeInAll, atATimePerHost: atATime, intervalMs });
    this.#limits = { ...usualLimits, ...options.limits };
    this.#retries = options.retries ?? 3;
    this.#userAgent = options.userAgent ?? 'Xunwen';
    this.#resolve = options.resolve ?? systemAddresses;
    this.#random = options.random ?? Math.random;
    this.#robots = new RobotsFiles(this.#clock, (url) => this.#askRobots(url));
  }

  /**
   * Asks for a page; never throws for what a site does.
   * @param sizes where they are others than the fetcher's
   */
  async get(url: string, known: Known = {}, sizes: Partial<SizeLimits> = {}): Promise<Fetched> {
    const task = this.#get(url, known, sizes);
    this.#running.add(task);
    try {
      return await task;
    } finally {
      this.#running.delete(task);
    }
  }

  /** Ends all that runs at once: it comes out as failed. */
  async close(): Promise<void> {
    this.#stop.abort(new FetchError('stopped', 'the fetcher was closed'));
    await Promise.allSettled(this.#running);
  }

  async #get(url: string, known: Known, sizes: Partial<SizeLimits>): Promise<Fetched> {
    for (let tries = 0; ; tries++) {
      try {
        return this.#found(await this.#follow(url, known, sizes));
      } catch (error) {
        if (!(error instanceof FetchError)) throw error;
        if (error.code === 'refused') return { kind: 'refused', why: error.message };
        if (error.code !== 'failed' || tries >= this.#retries) return { kind: 'failed', why: error.message };
        if (!(await this.#pause(tries, error.waitMs))) return { kind: 'failed', why: error.message };
      }
    }
  }

  #follow(url: string, known: Known, sizes: Partial<SizeLimits>) {
    const question = { headers: conditional(known), limits: { ...this.#limits, ...sizes }, cut: false };
    return followRedirects(parseAddress(url), this.#limits.redirects, async (at) => {
      this.#checkNamed(at);
      await this.#checkRobots(at);
      return checkStatus(await this.#ask(at, question));
    });
  }

  #found({ url, permanentUrl, answer }: Awaited<ReturnType<typeof followRedirects>>): Fetched {
    const { status, headers, bytes } = answer;
    if (status === 304) return { kind: 'unchanged' };
    if (status === 404) return { kind: 'missing' };
    if (status === 410) return { kind: 'gone' };
    return {
      kind: 'fetched',
      url: url.href,
      permanentUrl: permanentUrl.href,
      bytes,
      contentType: headers['content-type'] ?? null,
      etag: headers.etag ?? null,
      lastModified: headers['last-modified'] ?? null,
    };
  }

  #checkNamed(url: URL): void {
    if (!this.#hosts.has(url)) throw new FetchError('refused', `${url.host} is not a named host`);
  }

  async #checkRobots(url: URL): Promise<void> {
    const robots = await this.#robots.of(url);
    // Sites come back: what is forbidden meanwhile is not forbidden for good.
    if (robots === allowNone) throw new FetchError('unruled', 'its robots.txt cannot be had');
    const delay = Math.min((robots.crawlDelay ?? 0) * 1000, longestDelay);
    if (delay > 0) this.#turns.slowDown(url.host, delay);
    if (!robots.allows(url.pathname + url.search)) throw new FetchError('refused', 'robots.txt forbids it');
  }

  #ask(url: URL, { headers, limits, cut }: Pick<Question, 'headers' | 'limits' | 'cut'>): Promise<Answer> {
    return this.#turns.run(url.host, this.#stop.signal, () =>
      withinTime(this.#clock, this.#limits, this.#stop.signal, async (signal, alive) => {
        const addresses = await this.#addressesOf(url);
        const own = { 'User-Agent': this.#userAgent, 'Accept-Encoding': acceptedEncodings, Accept: '*/*' };
        return exchange({ url, addresses, headers: { ...own, ...headers }, limits, cut, signal, alive });
      }),
    );
  }

  /** All addresses of a host are checked, and the connection goes to one of these. */
  async #addressesOf(url: URL): Promise<readonly string[]> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) === 0 ? await this.#resolve(host) : [host];
    if (addresses.length === 0) throw new FetchError('failed', `${host} has no address`);
    const hidden = addresses.find((address) => !isPublicAddress(address));
    if (hidden !== undefined && !this.#private.has(url)) {
      throw new FetchError('refused', `${url.host} has the address ${hidden}, which is not of the public internet`);
    }
    return addresses;
  }

  /** Redirects of a robots.txt are followed within the named hosts. */
  async #askRobots(url: URL): Promise<Answer> {
    const { answer } = await followRedirects(url, this.#limits.redirects, (at) => {
      this.#checkNamed(at);
      return this.#ask(at, { headers: {}, limits: this.#limits, cut: true });
    });
    return answer;
  }

  /** @returns whether it may be tried again */
  async #pause(tries: number, wait: number | null): Promise<boolean> {
    const usual = Math.min(longestPause, firstPause * 2 ** tries) * (0.75 + this.#random() / 2);
    try {
      await this.#clock.sleep(Math.min(longestPause, Math.max(usual, wait ?? 0)), this.#stop.signal);
      return true;
    } catch (error) {
      if (error instanceof FetchError) return false;
      throw error;
    }
  }
}

/** A fetcher. */
export function createFetcher(options: FetcherOptions): Fetcher {
  return new Fetcher(options);
}

function conditional({ etag, lastModified }: Known): Readonly<Record<string, string>> {
  return { ...(etag && { 'If-None-Match': etag }), ...(lastModified && { 'If-Modified-Since': lastModified }) };
}

const meant: ReadonlySet<number> = new Set([200, 203, 301, 302, 303, 304, 307, 308, 404, 410]);

function checkStatus(answer: Answer): Answer {
  const { status, headers } = answer;
  if (meant.has(status)) return answer;
  if (status === 408 || status === 429 || status >= 500)
    throw new FetchError('failed', `it answered ${status}`, { waitMs: waitOf(headers) });
  throw new FetchError('refused', `it answered ${status}`);
}

/** `Retry-After` in seconds; dates are left to the usual pause. */
function waitOf(headers: Answer['headers']): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

async function systemAddresses(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (cause) {
    throw new FetchError('failed', `${host} cannot be found`, { cause });
  }
}
