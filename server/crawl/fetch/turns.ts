import type { Clock } from './clock.js';
import { Slots } from './slots.js';

/** How hard sites may be asked. */
export interface Pace {
  /** Requests that run at a time, of all hosts. */
  readonly atATime: number;
  /** Of one host. */
  readonly atATimePerHost: number;
  /** Milliseconds from one request's start to the next one's, of one host. */
  readonly intervalMs: number;
}

interface Lane {
  readonly slots: Slots;
  intervalMs: number;
  /** When the next request may start. */
  due: number;
}

/** Gives turns: who may send a request to which host, and when. First come, first served. */
export class Turns {
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #all: Slots;
  readonly #lanes = new Map<string, Lane>();

  constructor(clock: Clock, pace: Pace) {
    this.#clock = clock;
    this.#pace = pace;
    this.#all = new Slots(pace.atATime);
  }

  /**
   * Waits for a turn and runs the task in it.
   * @throws the signal's reason; whatever the task throws
   */
  async run<Result>(host: string, signal: AbortSignal, task: () => Promise<Result>): Promise<Result> {
    const lane = this.#laneOf(host);
    return lane.slots.run(signal, async () => {
      for (;;) {
        await this.#untilDue(lane, signal);
        const done = await this.#all.run(signal, () => this.#start(lane, task));
        if (done !== null) return done.result;
      }
    });
  }

  /** Keeps requests of a host at least so far apart from now on. */
  slowDown(host: string, intervalMs: number): void {
    const lane = this.#laneOf(host);
    const started = lane.due - lane.intervalMs;
    lane.intervalMs = Math.max(intervalMs, this.#pace.intervalMs);
    // The delay holds after the request for robots.txt, too, which told of it.
    if (lane.due > 0) lane.due = Math.max(lane.due, started + lane.intervalMs);
  }

  /** Null where another request of the host went first while this one waited for other hosts. */
  async #start<Result>(lane: Lane, task: () => Promise<Result>): Promise<{ result: Result } | null> {
    const now = this.#clock.now();
    if (lane.due > now) return null;
    lane.due = now + lane.intervalMs;
    return { result: await task() };
  }

  async #untilDue(lane: Lane, signal: AbortSignal): Promise<void> {
    for (let left = 1; left > 0;) {
      left = lane.due - this.#clock.now();
      if (left > 0) await this.#clock.sleep(left, signal);
    }
  }

  #laneOf(host: string): Lane {
    const known = this.#lanes.get(host);
    if (known !== undefined) return known;
    const lane = { slots: new Slots(this.#pace.atATimePerHost), intervalMs: this.#pace.intervalMs, due: 0 };
    this.#lanes.set(host, lane);
    return lane;
  }
}
