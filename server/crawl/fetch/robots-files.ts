import type { Clock } from './clock.js';
import type { Answer } from './exchange.js';
import { FetchError } from './fetch-error.js';
import { allowAll, allowNone, parseRobots, type Robots } from './robots.js';

const token = 'Xunwen';
const day = 86_400_000;
/** Of a robots.txt that cannot be had: sites come back. */
const retryMs = 600_000;
/** What of it is read, as RFC 9309 asks at least. */
const longest = 500 * 1024;

interface Kept {
  readonly robots: Promise<Robots>;
  until: number;
}

/** What the robots.txt of each origin says, asked for once a day (RFC 9309, 2.4). */
export class RobotsFiles {
  readonly #kept = new Map<string, Kept>();
  readonly #clock: Clock;
  readonly #ask: (url: URL) => Promise<Answer>;

  /** @param ask fetches a robots.txt, redirects followed */
  constructor(clock: Clock, ask: (url: URL) => Promise<Answer>) {
    this.#clock = clock;
    this.#ask = ask;
  }

  /**
   * What the site of an address says.
   * @throws FetchError `refused` where its host must not be asked
   */
  of(url: URL): Promise<Robots> {
    const known = this.#kept.get(url.origin);
    if (known !== undefined && known.until > this.#clock.now()) return known.robots;
    const kept: Kept = { robots: this.#read(url.origin), until: this.#clock.now() + day };
    this.#kept.set(url.origin, kept);
    void this.#judge(url.origin, kept);
    return kept.robots;
  }

  /** What could not be had is asked for again sooner. */
  async #judge(origin: string, kept: Kept): Promise<void> {
    try {
      if ((await kept.robots) === allowNone) kept.until = this.#clock.now() + retryMs;
    } catch {
      // Whoever asked is told.
      this.#kept.delete(origin);
    }
  }

  /** 4xx: it says nothing. Not to be had: it forbids all (RFC 9309, 2.3.1). */
  async #read(origin: string): Promise<Robots> {
    try {
      const { status, bytes } = await this.#ask(new URL('/robots.txt', origin));
      if (status >= 500 || status === 429) return allowNone;
      return status === 200 ? parseRobots(Buffer.from(bytes.subarray(0, longest)).toString('utf8'), token) : allowAll;
    } catch (error) {
      if (error instanceof FetchError && error.code === 'failed') return allowNone;
      throw error;
    }
  }
}
