import { ClusterError, CorpusError, type Article } from '../corpus/index.js';

/** Articles from which on no more writes are taken in. */
const enough = 500;

/** What became of articles that were stored together. */
export interface Stored {
  /** The ids of those that were not in the store as they are. */
  readonly changed: ReadonlySet<string>;
  /** Resolves when searches find all of them. */
  readonly applied: Promise<void>;
}

/** A write that waits. */
interface Waiting {
  readonly articles: readonly Article[];
  readonly resolve: (stored: Stored) => void;
  readonly reject: (error: unknown) => void;
}

/** Stores articles, the last of an id. */
type Put = (articles: readonly Article[]) => Promise<Stored>;

/** Writes that are stored together, since to make many durable takes hardly longer than one. */
export class WriteBatch {
  readonly #writes: Waiting[] = [];
  readonly #ids = new Set<string>();

  /** Whether a write may join: not where it has an id of another one's, for then nobody could tell which changed what. */
  takes(articles: readonly Article[]): boolean {
    return this.#ids.size < enough && !articles.some(({ id }) => this.#ids.has(id));
  }

  /** Adds a write, and resolves when it is stored. */
  add(articles: readonly Article[]): Promise<Stored> {
    for (const { id } of articles) this.#ids.add(id);
    return new Promise((resolve, reject) => {
      this.#writes.push({ articles, resolve, reject });
    });
  }

  /** Stores them; where one of them may be what is refused, each by itself, so that none fails for another. */
  async store(put: Put): Promise<void> {
    await storeAll(this.#writes, put);
  }
}

async function storeAll(writes: readonly Waiting[], put: Put): Promise<void> {
  try {
    const stored = await put(writes.flatMap(({ articles }) => articles));
    for (const { resolve } of writes) resolve(stored);
  } catch (error) {
    if (writes.length > 1 && mayBeOfOne(error)) {
      for (const write of writes) await storeAll([write], put);
    } else for (const { reject } of writes) reject(error);
  }
}

/** Whether a failure may come of what was written, rather than of a store that takes nothing just now. */
function mayBeOfOne(error: unknown): boolean {
  return !(error instanceof CorpusError) || (error instanceof ClusterError && error.isOfRequest);
}
