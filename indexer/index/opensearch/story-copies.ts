import { z } from 'zod';
import { byCodePoints } from '../../code-point-order.js';
import { headOf } from '../ranking/head-of-story.js';
import type { PinnedSearch } from './cluster-cursors.js';
import { findHits, type FoundHit, type SearchPlace } from './found-hits.js';
import type { Clause } from './match-query.js';

/**
 * Copies of stories that are looked at in one result, and stories that are counted: OpenSearch gives no more at once. Those
 * beyond are hits of their own.
 */
const most = 10_000;

/** Stories of a result that a shard may have and still be counted exactly. */
const mostInShard = 100_000;

/**
 * Counts the stories that several articles of a result tell. By a map of these: OpenSearch's own way numbers all stories of
 * the index anew after every write.
 */
export const toldAggregation: Clause = {
  terms: { field: 'story', min_doc_count: 2, size: most, shard_size: mostInShard, execution_hint: 'map' },
};

const counted = z.object({ told: z.object({ buckets: z.array(z.object({ doc_count: z.number() })) }) });

/** How many articles are not shown, by what `toldAggregation`, called `told`, has counted. */
export function hiddenCount(aggregations: unknown): number {
  return counted.parse(aggregations).told.buckets.reduce((sum, { doc_count: count }) => sum + count - 1, 0);
}

/** The oldest first, without a time last. */
function isEarlier(one: FoundHit, other: FoundHit): boolean {
  const [time, otherTime] = [one, other].map(({ fields }) => fields.time?.[0] ?? Infinity);
  if (time !== otherTime) return (time ?? 0) < (otherTime ?? 0);
  return byCodePoints(one.fields.id[0], other.fields.id[0]) < 0;
}

/** The stories that several articles of a result tell: of each, one is shown. */
export class StoryCopies {
  readonly #groups: ReadonlyMap<string, readonly FoundHit[]>;
  #hidden: ReadonlySet<string> | null = null;

  private constructor(groups: ReadonlyMap<string, readonly FoundHit[]>) {
    this.#groups = groups;
  }

  /** No story has copies. */
  static readonly none: StoryCopies = new StoryCopies(new Map());

  /** Finds all of a result. @throws ClusterError */
  static async find(place: SearchPlace, search: PinnedSearch): Promise<StoryCopies> {
    return StoryCopies.#find(place, search, { exists: { field: 'story' } });
  }

  /** Finds those of a result that tell what some of its hits tell. @throws ClusterError */
  static async beside(place: SearchPlace, search: PinnedSearch, hits: readonly FoundHit[]): Promise<StoryCopies> {
    const stories = new Set(hits.flatMap(({ fields }) => fields.story ?? []));
    return stories.size === 0 ? StoryCopies.none : StoryCopies.#find(place, search, { terms: { story: [...stories] } });
  }

  static async #find(place: SearchPlace, search: PinnedSearch, of: Clause): Promise<StoryCopies> {
    const query = { bool: { must: [search.query], filter: [of] } };
    const { hits } = await findHits(place, { ...search, query, size: most, track_total_hits: false });
    const groups = new Map<string, FoundHit[]>();
    for (const hit of hits.hits) {
      const [story = ''] = hit.fields.story ?? [];
      const group = groups.get(story);
      if (group === undefined) groups.set(story, [hit]);
      else group.push(hit);
    }
    return new StoryCopies(new Map([...groups].filter(([, group]) => group.length > 1)));
  }

  /** The ids of those that are not shown, by the scores that the cluster gave. */
  get hidden(): ReadonlySet<string> {
    this.#hidden ??= new Set(
      [...this.#groups.values()].flatMap((group) => {
        const head = choose(group, ({ _score }) => _score ?? 0);
        return group.flatMap((hit) => (hit === head ? [] : [hit.fields.id[0]]));
      }),
    );
    return this.#hidden;
  }

  /** All of a hit's story, itself among them. */
  of(hit: FoundHit): readonly FoundHit[] {
    return this.#groups.get(hit.fields.story?.[0] ?? '') ?? [hit];
  }

  /** Which of a hit's story is shown, by scores that may have changed. */
  head(hit: FoundHit, scoreOf: (copy: FoundHit) => number): FoundHit {
    return choose(this.of(hit), scoreOf);
  }

  /** The ids of the others of its story, the earliest first. */
  idsBeside(hit: FoundHit): readonly string[] {
    const [id] = hit.fields.id;
    const others = this.of(hit).filter(({ fields }) => fields.id[0] !== id);
    return others.sort((a, b) => (isEarlier(a, b) ? -1 : 1)).map(({ fields }) => fields.id[0]);
  }
}

function choose(group: readonly FoundHit[], scoreOf: (hit: FoundHit) => number): FoundHit {
  return headOf(group, scoreOf, isEarlier);
}
