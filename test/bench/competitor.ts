import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { BenchFiles } from './engines/contestant.js';
import { openedSchema, roundSchema, type BenchRequest, type Opened, type Round } from './messages.js';
import type { BenchQuery, Kind } from './workload.js';

/** Room for the largest of them. */
const execArgv = ['--expose-gc', '--max-old-space-size=8000'];

/** A contestant in its own process, one question at a time. */
export class Competitor {
  readonly #process: ChildProcess = fork(new URL('./child.js', import.meta.url), { execArgv });
  /** Rejects where the process ends before it was told to. */
  readonly #ended: Promise<never>;

  constructor() {
    this.#ended = once(this.#process, 'exit').then(([code]) => {
      throw new Error(`a contestant's process ended with ${String(code)}`);
    });
    this.#ended.catch(() => undefined);
  }

  open(engine: string, files: BenchFiles): Promise<Opened> {
    return this.#ask({ do: 'open', engine, files }, openedSchema);
  }

  round(way: string, kind: Kind, queries: readonly BenchQuery[]): Promise<Round> {
    return this.#ask({ do: 'ask', way, kind, queries }, roundSchema);
  }

  async close(): Promise<void> {
    await this.#ask({ do: 'close' }, z.null());
  }

  async #ask<T>(request: BenchRequest, schema: z.ZodType<T>): Promise<T> {
    const reply = once(this.#process, 'message').then(([message]) => schema.parse(message));
    this.#process.send(request);
    return Promise.race([reply, this.#ended]);
  }
}
