import { setTimeout as timeout } from 'node:timers/promises';

/** Time, as the fetcher knows it; all in milliseconds. */
export interface Clock {
  /** Since 1970. */
  now(): number;
  /**
   * Waits for a turn to come.
   * @throws the signal's reason, at once when it aborts
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls back once unless the returned function is called before: for limits, which mostly are not reached. */
  alarm(ms: number, ring: () => void): () => void;
}

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await timeout(ms, undefined, { signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
  },
  alarm(ms, ring) {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  },
};
