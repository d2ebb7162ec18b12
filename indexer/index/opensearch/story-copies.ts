import { z } from 'zod';
import { byCodePoints } from '../../code-point-order.js';
import { headOf } from '../ranking/head-of-story.js';
import type { PinnedSearch } from './cluster-cursors.js';
import { findHits, type FoundHit, type SearchPlace } from './found-hits.js';
import type { Clause } from './match-query.js';

/** What OpenSearch gives at once; so many stories of a result that have copies are known. */
const most = 10_000;
/** Stories of a result that a shard may have and still be counted exactly. */
const mostInShard = 100_000;
/** Ids that OpenSearch takes in one clause. */
const mostIds = 65_536;

/**
 * Counts the stories that several articles of a result tell. By a map of these: OpenSearch's own way numbers all stories of
 * the index anew after every write.
 */
export const toldAggregation: { readonly told: Clause } = {
  told: {
    terms: { field: 'story', min_doc_count: 2, size: most, shard_size: mostInShard, execution_hint: 'map' },
  },
};

const counted = z.object({
  told: z.object({ buckets: z.array(z.object({ key: z.string(), doc_count: z.number() })) }),
});

/** The stories that several articles of a result tell. */
export interface Told {
  readonly stories: readonly string[];
  /** Articles that are not shown for them. */
  readonly hidden: number;
}

/** What `toldAggregation` has found. */
export function toldIn(aggregations: unknown): Told {
  const { buckets } = counted.parse(aggregations).told;
  const hidden = buckets.reduce((sum, { doc_count: count }) => sum + count - 1, 0);
  return { stories: buckets.map(({ key }) => key), hidden };
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

  /**
   * Finds, of a result, those that tell some stories.
   * @throws ClusterError
   */
  static async find(place: SearchPlace, search: PinnedSearch, stories: readonly string[]): Promise<StoryCopies> {
    const groups = new Map<string, FoundHit[]>();
    for await (const hit of tellers(place, search, stories)) {
      const [story = ''] = hit.fields.story ?? [];
      const group = groups.get(story);
      if (group === undefined) groups.set(story, [hit]);
      else group.push(hit);
    }
    return new StoryCopies(new Map([...groups].filter(([, group]) => group.length > 1)));
  }

  /** The ids of those that are not shown, by the scores that the cluster gave; beyond a limit, copies are hits of their own. */
  get hidden(): ReadonlySet<string> {
    this.#hidden ??= new Set(
      [...this.#groups.values()]
        .flatMap((group) => {
          const head = choose(group, ({ _score }) => _score ?? 0);
          return group.flatMap((hit) => (hit === head ? [] : [hit.fields.id[0]]));
        })
        .slice(0, mostIds),
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

/** The articles of a result that tell some stories, as many as can be hidden. */
async function* tellers(
  place: SearchPlace,
  search: PinnedSearch,
  stories: readonly string[],
): AsyncGenerator<FoundHit> {
  const query = { bool: { must: [search.query], filter: [{ terms: { story: stories } }] } };
  let after = {};
  let isEnd = stories.length === 0;
  for (let count = 0; !isEnd && count < mostIds; count += most) {
    const { hits } = await findHits(place, { ...search, query, size: most, track_total_hits: false, ...after });
    yield* hits.hits;
    isEnd = hits.hits.length < most;
    after = { search_after: hits.hits.at(-1)?.sort };
  }
}

function choose(group: readonly FoundHit[], scoreOf: (hit: FoundHit) => number): FoundHit {
  return headOf(group, scoreOf, isEarlier);
}
