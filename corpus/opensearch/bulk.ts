import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ClusterConnection } from './cluster-connection.js';
import { ClusterError, isPassing, type ClusterFailure } from './cluster-error.js';

/** A document to be written, or to be taken out. */
export interface Write {
  /** What OpenSearch calls it. */
  readonly id: string;
  /** A later one replaces it, an earlier one does not. */
  readonly version: number;
  /** `null`: there is to be none. */
  readonly document: object | null;
  /** Whether it replaces one of the same version, too. */
  readonly again?: boolean;
}

export interface BulkOptions {
  /** Whether the index is named by an alias; where that is gone, so is the index, and none may be made in its place. */
  readonly byAlias?: boolean;
  /** Whether searches find what was written from when it is. */
  readonly refresh?: boolean;
}

/** Characters of a request, about; more are sent in several. */
const longest = 5_000_000;
/** How long OpenSearch waits for enough copies to be there. */
const timeout = '10s';
/**
 * Milliseconds that one node has for a request. A copy that hangs is waited for until the cluster gives it up, after some
 * thirty seconds; sent again meanwhile, a document is still written once.
 */
const patience = 15_000;
/** Milliseconds before what was turned away is sent again, each time twice as long; after the last it fails. */
const pauses = [100, 200, 400, 800, 1600, 3200, 6400];

const failure = z.object({ type: z.string(), reason: z.string().nullish() });
const item = z.object({ status: z.number(), error: failure.optional() });
const answer = z.object({
  items: z.array(z.object({ index: item.optional(), delete: item.optional() })),
});

/**
 * Writes documents into an index; what is there in a later version stays. Looks at what became of each: where the cluster
 * is busy, those turned away are sent again.
 * @throws ClusterError; some may be written then, each whole or not at all
 */
export async function writeDocuments(
  connection: ClusterConnection,
  index: string,
  writes: readonly Write[],
  options: BulkOptions = {},
): Promise<void> {
  for (const part of parts(writes)) await writePart(connection, index, part, options);
}

/** A document with its text. */
type Line = readonly [Write, string];

function* parts(writes: readonly Write[]): Generator<readonly Line[]> {
  let part: Line[] = [];
  let length = 0;
  for (const write of writes) {
    const text = write.document === null ? '' : JSON.stringify(write.document);
    if (length > 0 && length + text.length > longest) {
      yield part;
      [part, length] = [[], 0];
    }
    part.push([write, text]);
    length += text.length;
  }
  if (part.length > 0) yield part;
}

async function writePart(
  connection: ClusterConnection,
  index: string,
  part: readonly Line[],
  options: BulkOptions,
): Promise<void> {
  let left = part;
  for (const pause of [...pauses, null]) {
    const failed = await send(connection, index, left, options);
    const fatal = failed.find(([, why]) => !isPassing(why));
    if (fatal !== undefined) throw new ClusterError(fatal[1]);
    left = failed.map(([write]) => write);
    const [first] = failed;
    if (first === undefined) return;
    if (pause === null) throw new ClusterError(first[1]);
    await sleep(pause * (0.75 + Math.random() / 2));
  }
}

type Failed = readonly [Line, ClusterFailure];

/** Sends them once; gives those that were not taken. */
async function send(
  connection: ClusterConnection,
  index: string,
  part: readonly Line[],
  { refresh = false, byAlias = false }: BulkOptions,
): Promise<readonly Failed[]> {
  const lines = part.flatMap(([{ id, version, document, again = false }, text]) => {
    const place = { _id: id, version, version_type: again ? 'external_gte' : 'external' };
    return document === null ? [JSON.stringify({ delete: place })] : [JSON.stringify({ index: place }), text];
  });
  const request = {
    method: 'POST',
    path: [index, '_bulk'],
    query: { wait_for_active_shards: connection.activeCopies, refresh, timeout, require_alias: byAlias },
    lines,
    patience,
  } as const;
  const items = await connection.ask(answer, request).catch(turnedAway);
  if ('failure' in items) return part.map((line) => [line, items.failure]);
  return items.items.flatMap(({ index, delete: removed }, i): Failed[] => {
    const [write, outcome] = [part[i], index ?? removed];
    // 409: a later version is there. What is not there to be taken out brings no error.
    if (write === undefined || outcome?.error === undefined || outcome.status === 409) return [];
    const { type, reason } = outcome.error;
    return [[write, { status: outcome.status, type, reason: reason ?? '' }]];
  });
}

/** A request that the cluster had no room for, as a whole. */
function turnedAway(error: unknown): ClusterError {
  if (error instanceof ClusterError && error.failure.status === 429 && isPassing(error.failure)) return error;
  throw error;
}
