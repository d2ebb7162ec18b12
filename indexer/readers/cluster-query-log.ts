import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ClusterError, SharedText, type ClusterConnection } from '../../corpus/index.js';
import { IndexerError } from '../errors.js';
import { SharedUses } from './shared-uses.js';
import type { QueryLog, Use, UseChange, UseName } from './query-log.js';
import { UseDocuments } from './use-documents.js';

/** Times that blocked words are changed anew where another process changed them meanwhile. */
const mostTries = 20;
const blockedWords = z.array(z.string());

/**
 * Keeps what readers typed in a cluster, for all its processes. What is forgotten is replaced by a document without a
 * name, which goes after a day or two; OpenSearch itself lets go of the old one when it next merges segments.
 */
export class ClusterQueryLog implements QueryLog {
  readonly #uses: SharedUses;
  /** As JSON. */
  readonly #blocked: SharedText;

  private constructor(uses: SharedUses, blocked: SharedText) {
    this.#uses = uses;
    this.#blocked = blocked;
  }

  /**
   * Opens the log of a cluster, made where it is missing. The connection is its maker's to close.
   * @param now milliseconds since 1970; default the clock
   * @throws IndexerError `query_log`, `query_log_full`
   */
  static open(connection: ClusterConnection, now: () => number = Date.now): Promise<ClusterQueryLog> {
    return translated(async () => {
      const uses = new SharedUses(await UseDocuments.open(connection), randomUUID(), now);
      return new ClusterQueryLog(uses, await SharedText.open(connection, 'blocked'));
    });
  }

  uses(): Promise<readonly Use[]> {
    return translated(() => this.#uses.all());
  }

  save(uses: readonly Use[], forgotten: readonly UseName[]): Promise<void> {
    return translated(() => this.#uses.save(uses, forgotten));
  }

  changes(): Promise<readonly UseChange[]> {
    return translated(() => this.#uses.changes());
  }

  blocked(): Promise<readonly string[]> {
    return translated(async () => wordsOf(await this.#blocked.read()));
  }

  block(words: readonly string[]): Promise<void> {
    return this.#change((known) => [...known, ...words]);
  }

  unblock(words: readonly string[]): Promise<void> {
    const gone = new Set(words);
    return this.#change((known) => known.filter((word) => !gone.has(word)));
  }

  close(): Promise<void> {
    return this.#uses.idle();
  }

  /** Makes a change to the words that are there now, again where another process came between. */
  #change(change: (known: readonly string[]) => readonly string[]): Promise<void> {
    return translated(async () => {
      for (let tries = 0; tries < mostTries; tries++) {
        const known = await this.#blocked.read();
        const words = [...new Set(change(wordsOf(known)))].sort();
        if (await this.#blocked.write(JSON.stringify(words), known)) return;
        await sleep(50 * Math.random());
      }
      throw new IndexerError('query_log', 'other processes change the blocked words all the time');
    });
  }
}

function wordsOf(text: string): readonly string[] {
  return text === '' ? [] : blockedWords.parse(JSON.parse(text));
}

/** What is done with a cluster, its error as one of the log. */
async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ClusterError)) throw cause;
    const code = cause.code === 'insufficient_storage' ? 'query_log_full' : 'query_log';
    throw new IndexerError(code, `what readers type cannot be read or written: ${cause.message}`, { cause });
  }
}
