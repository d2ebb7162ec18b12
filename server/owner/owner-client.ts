import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { FolderError } from '../data-folder/index.js';

/** The service answered with a problem. Its message is the problem's detail. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

interface Body {
  readonly type: string;
  readonly text: string;
}

const problem = z.object({ detail: z.string() });

/** Milliseconds between two questions whether the service is ready. */
const pause = 200;

/** Speaks with the service that has a data folder, over its socket. */
export class OwnerClient {
  readonly #socket: string;

  /** @param socket path of the socket, as `reachFolder` found it */
  constructor(socket: string) {
    this.#socket = socket;
  }

  /**
   * Waits until the service can answer searches.
   * @param onWait told once that it waits
   * @throws FolderError `unreachable`
   */
  async ready(onWait: () => void): Promise<void> {
    for (let waited = false; (await this.#ask('GET', '/readyz')).status !== 200; waited = true) {
      if (!waited) onWait();
      await wait(pause);
    }
  }

  /**
   * @returns the JSON of the answer
   * @throws ServiceError, FolderError `unreachable`
   */
  async get(path: string): Promise<unknown> {
    return read(await this.#ask('GET', path));
  }

  /**
   * Sends lines of JSON and waits for the answer.
   * @returns the JSON of the answer
   * @throws ServiceError, FolderError `unreachable`
   */
  async postLines(path: string, lines: string): Promise<unknown> {
    return read(await this.#ask('POST', path, { type: 'application/x-ndjson', text: lines }));
  }

  /**
   * Sends plain text and waits for the answer.
   * @returns the JSON of the answer
   * @throws ServiceError, FolderError `unreachable`
   */
  async postText(path: string, text: string): Promise<unknown> {
    return read(await this.#ask('POST', path, { type: 'text/plain', text }));
  }

  /**
   * Sends a value as JSON, or nothing, and waits for the answer.
   * @returns the JSON of the answer; `null` where it has none
   * @throws ServiceError, FolderError `unreachable`
   */
  async send(method: 'POST' | 'DELETE', path: string, value?: object): Promise<unknown> {
    const body = value === undefined ? null : { type: 'application/json', text: JSON.stringify(value) };
    return read(await this.#ask(method, path, body));
  }

  /**
   * As `send` without a value.
   * @returns `undefined`: there is no such thing
   */
  async sendIfThere(method: 'DELETE', path: string): Promise<unknown> {
    try {
      return await this.send(method, path);
    } catch (error) {
      if (error instanceof ServiceError && error.status === 404) return undefined;
      throw error;
    }
  }

  #ask(method: string, path: string, body: Body | null = null): Promise<Answer> {
    const headers = body === null ? {} : { 'Content-Type': body.type };
    return new Promise((resolve, reject) => {
      const fail = (cause: Error): void => {
        reject(new FolderError('unreachable', `the service at ${this.#socket} stopped answering`, { cause }));
      };
      // A connection each: one that is kept could be closed from the other side while the next request is on its way.
      const options = { socketPath: this.#socket, agent: false, method, path, headers };
      const sent = request(options, (response) => void readAnswer(response).then(resolve, fail));
      sent.once('error', fail).end(body?.text);
    });
  }
}

async function readAnswer(response: IncomingMessage): Promise<Answer> {
  let text = '';
  response.setEncoding('utf8');
  // With an encoding set, chunks are strings.
  for await (const chunk of response as AsyncIterable<string>) text += chunk;
  return { status: response.statusCode ?? 0, text };
}

function read({ status, text }: Answer): unknown {
  if (status === 204) return null;
  const value = parse(text);
  if (status < 400 && value !== undefined) return value;
  const told = problem.safeParse(value);
  throw new ServiceError(status, told.success ? told.data.detail : `the service answered with status ${status}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
