import type { StorageInterface, WorkerType } from 'flexsearch';

/** Public fields of Index that FlexSearch's declarations leave out. */
declare module 'flexsearch' {
  interface Index<
    // The names and bounds have to be those of the class, used here or not.
    W extends WorkerType = false,
    S extends StorageInterface | boolean = false,
    r extends boolean = true,
  > {
    /** Posting lists by term, a list of ids a slot, some slots missing. Live: not to be changed by readers. */
    readonly map: Map<string, (number[] | undefined)[]>;
  }
}
