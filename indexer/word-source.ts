import { setTimeout as sleep } from 'node:timers/promises';
import { IndexerError } from './errors.js';

/** Where a text with a line for each word or rule is kept: a file of one process, or what several processes share. */
export interface WordSource {
  /** How it is called where something is wrong with it. */
  readonly path: string;

  /**
   * The text; empty where there is none yet.
   * @throws IndexerError `dictionary` where a file cannot be read, `words_unavailable` where a cluster cannot
   */
  read(): Promise<string>;

  /**
   * The text where another process has changed it; costs little where none has.
   * @param known as it was read or written last; `null`: that is not known
   * @returns `null`: it is still the same
   * @throws as `read`
   */
  readAgain(known: string | null): Promise<string | null>;

  /**
   * Puts another text in its place, whole or not at all; kept when it resolves.
   * @param over as it was read or written last: where several processes write, a text that no one has seen stays
   * @throws IndexerError `words_changed`: there is another than `over` by now; `words_full`, `words_unavailable`
   */
  write(text: string, over: string | null): Promise<void>;
}

/** Processes that change one list at the same moment wait for each other so often. */
const mostTries = 20;
/** Milliseconds, on the average, before a change is made again. */
const pause = 50;

/**
 * Makes a change, and makes it again on what is there now where another process came between.
 * @param change reads what is there, and throws IndexerError `words_changed` where that is no longer so when it writes
 * @throws what `change` throws; `words_changed` where others came between time and again
 */
export async function untilUndisturbed<T>(change: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await change();
    } catch (error) {
      if (!(error instanceof IndexerError) || error.code !== 'words_changed' || tries === mostTries) throw error;
    }
    await sleep(2 * pause * Math.random());
  }
}
