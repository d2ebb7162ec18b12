import type { Clock } from './clock.js';
import { FetchError } from './fetch-error.js';

/** How long one request may take, in milliseconds. */
export interface TimeLimits {
  readonly totalMs: number;
  /** Without a byte. */
  readonly idleMs: number;
}

/**
 * Runs a task that ends when its time is up, or when the signal aborts, even if it does not heed its own signal.
 * @param task gets a signal to stop by, and a function to call whenever something came
 * @throws FetchError `failed` when the time is up; the signal's reason; whatever the task throws
 */
export async function withinTime<Result>(
  clock: Clock,
  { totalMs, idleMs }: TimeLimits,
  signal: AbortSignal,
  task: (signal: AbortSignal, alive: () => void) => Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted();
  const stop = new AbortController();
  const end = (): void => stop.abort(signal.reason);
  const alarm = (ms: number, what: string): (() => void) =>
    clock.alarm(ms, () => stop.abort(new FetchError('failed', `${what} ${ms / 1000} seconds`)));
  const cancelTotal = alarm(totalMs, 'it took more than');
  let cancelIdle = alarm(idleMs, 'nothing came for');
  const alive = (): void => {
    cancelIdle();
    if (!stop.signal.aborted) cancelIdle = alarm(idleMs, 'nothing came for');
  };
  signal.addEventListener('abort', end);
  try {
    return await Promise.race([rejection(stop.signal), task(stop.signal, alive)]);
  } finally {
    signal.removeEventListener('abort', end);
    stop.abort();
    cancelTotal();
    cancelIdle();
  }
}

/** Rejects with the signal's reason once it aborts. */
export function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the reason is the caller's
    const tell = (): void => reject(signal.reason);
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
  });
}
