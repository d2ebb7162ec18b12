import { MemoryQueryLog, Readers } from '../../indexer/index.js';
import type { QueryLog, SearchAnswer } from '../../indexer/index.js';

/** Milliseconds of a minute. */
export const minute = 60_000;
/** Milliseconds of a day. */
export const day: number = 24 * 60 * minute;
/** When the clock of readers starts. */
export const start: number = Date.UTC(2025, 0, 1);

/** What counts of the answer to a search. */
export type Found = Pick<SearchAnswer, 'page' | 'total' | 'relaxed'>;
/** An answer of a search that counts. */
export const found: Found = { page: 1, total: 3, relaxed: null };

/** Readers with a clock that stands still until it is set. */
export interface ReadersInTime {
  readonly readers: Readers;
  readonly clock: { now: number };
  readonly messages: string[];
  /** Types a query so often, two minutes apart. */
  readonly type: (query: string, times: number, answer?: Found) => void;
}

/** Readers over a log; default one in memory. `most`: how many uses are kept. */
export async function openReaders(
  log: QueryLog = new MemoryQueryLog(),
  now: number = start,
  most?: number,
): Promise<ReadersInTime> {
  const clock = { now };
  const messages: string[] = [];
  const readers = await Readers.open(log, {
    now: () => clock.now,
    log: ({ message }) => messages.push(message),
    ...(most === undefined ? {} : { most }),
  });
  const type = (query: string, times: number, answer = found): void => {
    for (let i = 0; i < times; i++) {
      clock.now += 2 * minute;
      readers.searched(query, answer);
    }
  };
  return { readers, clock, messages, type };
}
