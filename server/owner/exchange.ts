import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request and its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Whether the answer is still being worked out. A connection on which nothing moves meanwhile is not idle. */
export function isAtWork(exchange: Exchange | undefined): boolean {
  return exchange !== undefined && !exchange.response.headersSent && !exchange.response.destroyed;
}

/** The event of a request whose body turned out to be no HTTP; with the error. Node itself would tell nobody. */
export const bodyInterrupted = 'bodyInterrupted';

const interrupted = new WeakSet<IncomingMessage>();

/**
 * Tells whoever reads the body of a request that it broke off, so that they can still answer.
 * @returns whether anyone does
 */
export function interruptBody(exchange: Exchange | undefined, error: Error): boolean {
  if (exchange === undefined || exchange.request.complete || !isAtWork(exchange)) return false;
  // Each further packet is an error again; the answer is on its way.
  if (interrupted.has(exchange.request)) return true;
  interrupted.add(exchange.request);
  exchange.response.shouldKeepAlive = false;
  return exchange.request.emit(bodyInterrupted, error);
}
