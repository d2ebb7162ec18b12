import { Worker } from 'node:worker_threads';
import { IndexerError } from '../errors.js';
import type { Span } from './segment.js';
import type { SegmenterReply, SegmenterRequest } from './segmenter-messages.js';
import { splitSpans, type TermSpans } from './term-spans.js';

/** How often in a row the thread may end without having answered anything before its requests fail. */
const patience = 3;

/** Starts the thread with the user's words as its data. */
export function startThread(userWords: string): Worker {
  // Node's own options of this process, such as --eval, are not the thread's.
  return new Worker(new URL('./segmenter-thread.js', import.meta.url), { workerData: userWords, execArgv: [] });
}

interface Pending {
  readonly request: SegmenterRequest;
  readonly resolve: (reply: SegmenterReply) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Jieba in a thread of its own, which starts to load at once (0.8 s); requests wait until it has. A thread that dies is
 * started anew and asked again. It keeps the process alive only while something is asked of it.
 */
export class Segmenter {
  readonly #startThread: () => Worker;
  readonly #pending = new Map<number, Pending>();
  #thread: Worker | null;
  #ended: Promise<void> = Promise.resolve();
  #isClosed = false;
  #requests = 0;
  /** Threads that died since the last answer. */
  #deaths = 0;

  /** @param userWords lines in jieba's form, sound ones: at others jieba may abort the process */
  constructor(userWords: string, start: typeof startThread = startThread) {
    this.#startThread = () => start(userWords);
    this.#thread = this.#start();
  }

  /** @throws IndexerError `segmenter` where the thread cannot be kept alive */
  async terms(texts: readonly string[]): Promise<TermSpans[]> {
    const reply = await this.#ask('terms', texts);
    return reply.kind === 'terms' ? splitSpans(reply.packed) : [];
  }

  /** @throws IndexerError `segmenter` */
  async words(runs: readonly string[]): Promise<readonly (readonly string[])[]> {
    const reply = await this.#ask('words', runs);
    return reply.kind === 'words' ? reply.words : [];
  }

  /** @throws IndexerError `segmenter` */
  async knownWords(runs: readonly string[]): Promise<readonly (readonly Span[])[]> {
    const reply = await this.#ask('known words', runs);
    return reply.kind === 'known words' ? reply.words : [];
  }

  /** Requests that have no answer yet. */
  get waiting(): number {
    return this.#pending.size;
  }

  /** Answers what was asked so far, then gives the memory back and ends the thread. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#thread?.ref();
    this.#thread?.postMessage(null);
    await this.#ended;
  }

  #ask(kind: SegmenterRequest['kind'], texts: readonly string[]): Promise<SegmenterReply> {
    if (this.#isClosed) return Promise.reject(new IndexerError('segmenter', 'the segmenter has been closed'));
    this.#thread ??= this.#start();
    const request = { id: this.#requests++, kind, texts };
    const answer = new Promise<SegmenterReply>((resolve, reject) => {
      this.#pending.set(request.id, { request, resolve, reject });
    });
    if (this.#pending.size === 1) this.#thread.ref();
    this.#thread.postMessage(request);
    return answer;
  }

  #start(): Worker {
    const thread = this.#startThread();
    let cause: Error | null = null;
    this.#ended = new Promise((resolve) => {
      thread.once('exit', () => {
        this.#onExit(cause);
        resolve();
      });
    });
    thread.on('message', (reply: SegmenterReply) => this.#onReply(reply));
    thread.once('error', (error) => (cause = error instanceof Error ? error : new Error(String(error))));
    thread.unref();
    return thread;
  }

  #onReply(reply: SegmenterReply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    this.#deaths = 0;
    if (this.#pending.size === 0 && !this.#isClosed) this.#thread?.unref();
    if (reply.kind === 'failure') pending?.reject(new IndexerError('segmenter', `jieba failed: ${reply.message}`));
    else pending?.resolve(reply);
  }

  #onExit(cause: Error | null): void {
    this.#thread = null;
    this.#deaths++;
    if (this.#pending.size === 0) return;
    if (this.#deaths >= patience || this.#isClosed) {
      this.#failAll(cause);
      return;
    }
    this.#thread = this.#start();
    this.#thread.ref();
    for (const { request } of this.#pending.values()) this.#thread.postMessage(request);
  }

  #failAll(cause: Error | null): void {
    const message = `the segmenter's thread ended ${this.#deaths} times in a row (${cause?.message ?? 'no error said'})`;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    this.#deaths = 0;
    for (const { reject } of waiting) reject(new IndexerError('segmenter', message, { cause }));
  }
}
