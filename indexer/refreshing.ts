import { setTimeout as sleep } from 'node:timers/promises';
import type { IndexLog } from './index/index-log.js';

/** Milliseconds between two looks at what other processes changed: with what a look takes, well under ten seconds. */
const lookEvery = 3000;

/** Milliseconds that what is under way may take when it is stopped: a cluster that hangs is not waited for. */
const longestStop = 5000;

/** Something that other processes may change. */
export interface Shared {
  /** For the log, such as `the dictionary`. */
  readonly what: string;
  /** Takes over what they have changed. */
  readonly refresh: () => Promise<void>;
}

/** One of what is shared, and how its last look went. */
interface Looking extends Shared {
  /** `null`: none is under way. */
  run: Promise<void> | null;
  isFailing: boolean;
}

/**
 * Looks again and again at what other processes changed, at each thing for itself: where one takes long the others do not
 * wait. A failure is told once, and once when all is well again.
 */
export class Refreshing {
  readonly #all: readonly Looking[];
  readonly #log: IndexLog;
  readonly #every: number;
  #timer: NodeJS.Timeout | undefined;

  /** @param every milliseconds between two looks; default 3000 */
  constructor(all: readonly Shared[], log: IndexLog, every: number = lookEvery) {
    this.#all = all.map((shared) => ({ ...shared, run: null, isFailing: false }));
    this.#log = log;
    this.#every = every;
  }

  /** Looks every three seconds from now on; keeps no process alive. */
  start(): void {
    this.#timer = setInterval(() => void this.look(), this.#every).unref();
  }

  /** Looks at everything that is not being looked at. Never throws: failures are told to the log. */
  async look(): Promise<void> {
    await Promise.all(this.#all.map((one) => (one.run ??= this.#look(one))));
  }

  /** Looks no more; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const running = Promise.all(this.#all.map((one) => one.run ?? Promise.resolve()));
    await Promise.race([running, sleep(longestStop, undefined, { ref: false })]);
  }

  async #look(one: Looking): Promise<void> {
    try {
      await one.refresh();
      if (one.isFailing)
        this.#log({ level: 'info', message: `${one.what}: changes of other processes are seen again` });
      one.isFailing = false;
    } catch (error) {
      if (!one.isFailing) {
        const message = `${one.what}: changes of other processes cannot be seen: ${String(error)}`;
        this.#log({ level: 'warn', message });
      }
      one.isFailing = true;
    } finally {
      one.run = null;
    }
  }
}
