import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, ListenOptions, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { socketPath } from '../data-folder/index.js';
import { refuseBadRequest } from './bad-request.js';
import { interruptBody, isAtWork, type Exchange } from './exchange.js';
import { closeWithConnection } from './queued-answers.js';
import { acceptRawAddresses } from './raw-address.js';

/** Answers a request; an Express app is one. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Nothing can be listened on at the address asked for. Its message is one sentence for the operator. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** What bounds the connections of a listener, in seconds; `null`: nothing does. */
export interface ListenerLimits {
  /** For the head of a request; a connection on which nothing moves gets twice as long. */
  readonly idle: number | null;
}

/** Connections from outside at a time; more are closed at once. */
const mostConnections = 4000;

/** An HTTP server whose handler can be changed while it runs. */
export class Listener {
  /** Answers from now on. */
  handler: RequestHandler;
  readonly #server: Server;
  /** The last request of each connection. */
  readonly #running = new WeakMap<object, Exchange>();
  readonly #closeSilent: () => void;

  private constructor(handler: RequestHandler, { idle }: ListenerLimits) {
    this.handler = handler;
    const headersTimeout = (idle ?? 0) * 1000;
    // Uploads may be of any length, so a request as a whole has no limit; the app ends the idle ones.
    const options = { requestTimeout: 0, headersTimeout, connectionsCheckingInterval: 1000 };
    this.#server = createServer(options, (request, response) => {
      const exchange = { request, response };
      this.#running.set(request.socket, exchange);
      closeWithConnection(exchange);
      this.handler(request, response);
    });
    this.#server.timeout = headersTimeout * 2;
    // Each may hold an answer that its reader does not take.
    if (idle !== null) this.#server.maxConnections = mostConnections;
    this.#server.on('timeout', (socket: Socket) => {
      if (!isAtWork(this.#running.get(socket))) socket.destroy();
    });
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (!interruptBody(this.#running.get(socket), error)) refuseBadRequest(error, socket);
    });
    this.#closeSilent = acceptRawAddresses(this.#server, headersTimeout);
  }

  /**
   * Listens on a port.
   * @param limits `idle` for connections from outside
   * @throws ListenError
   */
  static async onPort(host: string, port: number, handler: RequestHandler, limits: ListenerLimits): Promise<Listener> {
    const listener = new Listener(handler, limits);
    try {
      await listener.#listen({ host, port });
    } catch (error) {
      throw new ListenError(refusal(error, host, port), { cause: error });
    }
    return listener;
  }

  /**
   * Listens on a unix socket that its owner alone may open, from the moment it is there.
   * @param file its path, at which nothing may be
   * @throws FolderError where the path is too long; ListenError
   */
  static async onSocket(file: string, handler: RequestHandler): Promise<Listener> {
    const listener = new Listener(handler, { idle: null });
    const path = socketPath(file);
    const umask = process.umask(0o177);
    try {
      // The socket is made before `listen` returns.
      const listening = listener.#listen({ path });
      process.umask(umask);
      await listening;
    } catch (error) {
      throw new ListenError(`the socket ${path} cannot be opened: ${String(error)}`, { cause: error });
    } finally {
      process.umask(umask);
    }
    return listener;
  }

  /** The port that was taken; 0 on a socket. */
  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /**
   * Takes no more connections, lets running requests end, and cuts off what still runs after `patience` milliseconds.
   * @returns whether all ended by themselves
   */
  async close(patience: number): Promise<boolean> {
    const closed = new Promise<true>((resolve) => this.#server.close(() => resolve(true)));
    const end = performance.now() + patience;
    let isComplete = false;
    while (!isComplete && performance.now() < end) {
      // Connections that are kept alive, or have asked nothing yet, count as running until they are told.
      this.#closeSilent();
      this.#server.closeIdleConnections();
      isComplete = await Promise.race([closed, wait(50, false)]);
    }
    this.#closeSilent();
    this.#server.closeAllConnections();
    await closed;
    return isComplete;
  }

  #listen(options: ListenOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(options, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }
}

function refusal(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return `port ${port} on ${host} is in use by another program; choose another with --port or XUNWEN_PORT`;
  }
  if (code === 'EACCES') return `port ${port} on ${host} may not be used: permission denied`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine`;
  return `nothing can be listened on at ${host}, port ${port}: ${String(error)}`;
}
