import type { Document } from './judged-set.js';

/** A search engine under evaluation, over the documents it was built with. */
export interface Contender {
  readonly name: string;
  /** The ids of the best documents, at most `size`, best first. */
  search(query: string, size: number): Promise<readonly string[]> | readonly string[];
  close(): Promise<void> | void;
}

/** Builds the columns of one engine: several where one index is asked in several ways. */
export type Builder = (documents: readonly Document[]) => Promise<readonly Contender[]> | readonly Contender[];
