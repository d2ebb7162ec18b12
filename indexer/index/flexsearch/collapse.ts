import type { Bitset } from './bitset.js';
import { headOf } from '../ranking/head-of-story.js';
import type { Generation } from './generation.js';
import { comparator, without, type Comparator } from './order.js';
import type { Stories } from './stories.js';

/**
 * A result of which each story is one hit: the earliest of its copies in the result, but for those that score less than
 * others do (where a query is the headline that one of them has, that one is wanted).
 */
export class CollapsedResult {
  readonly #stories: Stories;
  /** Rising. */
  readonly #members: Uint32Array;
  readonly #scores: Float32Array;
  readonly #byTime: Comparator;
  /** By a story's name its documents in the result, where they are several. */
  readonly #groups: ReadonlyMap<number, readonly number[]>;

  /**
   * @param result its documents as a set, and rising
   * @param scores by document; empty where nothing is ranked. They may rise later: `heads` and `head` go by what they are
   */
  constructor(
    { documents, stories }: Generation,
    { matching, members }: { readonly matching: Bitset; readonly members: Uint32Array },
    scores: Float32Array,
  ) {
    this.#stories = stories;
    this.#members = members;
    this.#scores = scores;
    this.#byTime = comparator(documents, 'oldest', scores);
    this.#groups = groupsOf(stories, matching);
  }

  /** One document a story, rising. */
  heads(): Uint32Array {
    const hidden = [...this.#groups.values()].flatMap((group) => {
      const head = this.#choose(group);
      return group.filter((document) => document !== head);
    });
    return without(this.#members, hidden);
  }

  /** The document that is shown for the story of one. */
  head(document: number): number {
    const group = this.#groupOf(document);
    return group.length === 0 ? document : this.#choose(group);
  }

  /** The other documents of the result that tell the story of one, the earliest first. */
  copies(document: number): readonly number[] {
    return this.#groupOf(document)
      .filter((other) => other !== document)
      .sort(this.#byTime);
  }

  /** Its story's documents in the result; empty where it is the only one. */
  #groupOf(document: number): readonly number[] {
    return this.#groups.get(this.#stories.nameOf(document)) ?? [];
  }

  #choose(group: readonly number[]): number {
    return headOf(
      group,
      (document) => this.#score(document),
      (one, other) => this.#byTime(one, other) < 0,
    );
  }

  #score(document: number): number {
    return this.#scores[document] ?? 0;
  }
}

/** Goes through the documents with copies, not through the result: they are few. */
function groupsOf(stories: Stories, matching: Bitset): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  stories.shared.forEach((document) => {
    if (!matching.has(document)) return;
    const name = stories.nameOf(document);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [document]);
    else group.push(document);
  });
  for (const [name, group] of groups) if (group.length === 1) groups.delete(name);
  return groups;
}
