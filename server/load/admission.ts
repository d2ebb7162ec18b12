import type { IncomingMessage, ServerResponse } from 'node:http';
import onHeaders from 'on-headers';
import type { RequestHandler } from '../owner/index.js';
import { kindOf, type RequestKind } from './request-kind.js';
import type { Refuse } from './refusal.js';

/** What is answered at a time, at most. */
export interface AdmissionLimits {
  readonly reads: number;
  readonly writes: number;
  readonly events: number;
}

/** What is going on, and what was turned away since the start. */
export interface LoadFigures {
  readonly running: Readonly<Record<RequestKind, number>>;
  readonly turnedAway: Readonly<Record<RequestKind, number>>;
}

/**
 * Lets in so many requests at a time and turns away the others at once, before an app does any work: those who are let in
 * wait for few, and those who are not know it. Each kind has places of its own, so that writes take none of searches; what
 * costs next to nothing, such as health checks, is always let in.
 *
 * A place is free again when its answer has been worked out, not when its reader has taken it, nor those before it on the
 * same connection: slow readers hold none.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #running = { read: 0, write: 0, event: 0, free: 0 };
  readonly #turnedAway = { read: 0, write: 0, event: 0, free: 0 };

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
  }

  get figures(): LoadFigures {
    return { running: { ...this.#running }, turnedAway: { ...this.#turnedAway } };
  }

  /**
   * Puts itself before a handler.
   * @param refuse answers what is turned away
   */
  before(handler: RequestHandler, refuse: Refuse): RequestHandler {
    return (request, response) => {
      const kind = kindOf(request);
      if (this.#isFull(kind)) {
        this.#turnedAway[kind]++;
        refuse(request, response);
        return;
      }
      this.#take(kind, response);
      handler(request, response);
    };
  }

  #isFull(kind: RequestKind): boolean {
    const { reads, writes, events } = this.#limits;
    const most = { read: reads, write: writes, event: events, free: Infinity }[kind];
    return this.#running[kind] >= most;
  }

  #take(kind: RequestKind, response: ServerResponse<IncomingMessage>): void {
    this.#running[kind]++;
    let isRunning = true;
    const free = (): void => {
      if (isRunning) this.#running[kind]--;
      isRunning = false;
    };
    // No answer begins before it is worked out.
    onHeaders(response, free);
    response.once('close', free);
  }
}
