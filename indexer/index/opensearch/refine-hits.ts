import { refinedRanks } from '../ranking/refinement.js';
import type { IndexHit } from '../search-index.js';
import type { Asked } from './asked-query.js';
import type { ClusterHit, ClusterRanking } from './cluster-ranking.js';
import type { FoundHit } from './found-hits.js';
import type { StoryCopies } from './story-copies.js';

/** A hit as the index gives it. */
export function toHit(hit: FoundHit, score: number, copies: StoryCopies): IndexHit {
  return { id: hit.fields.id[0], score, copies: copies.idsBeside(hit) };
}

/** A hit with what its text adds. */
interface RefinedHit {
  readonly score: number;
  readonly hit: ClusterHit;
}

/**
 * The first hits, with their scores worked out, in the order of these; among equals the cluster's order stays. What the
 * texts of copies say, of some of them, may make another copy the one to show.
 */
export async function refined(
  { parts: { textsOf }, query: { explain } }: Asked,
  first: readonly FoundHit[],
  copies: StoryCopies,
  ranking: ClusterRanking,
): Promise<readonly IndexHit[]> {
  const beside = first.flatMap((head) => copies.of(head).filter((copy) => copy.fields.id[0] !== head.fields.id[0]));
  const looked = [...first, ...beside.slice(0, refinedRanks)];
  const texts = await textsOf(looked.map(({ fields }) => fields.id[0]));
  const known = new Map(
    looked.map(({ fields, matched_queries, _score }, i): [string, RefinedHit] => {
      const names = new Set(matched_queries);
      const hit = { score: _score ?? 0, names, day: fields.day?.[0] ?? null, text: texts[i] ?? '' };
      return [fields.id[0], { hit, score: ranking.score(hit) }];
    }),
  );
  const scoreOf = ({ fields, _score }: FoundHit): number => known.get(fields.id[0])?.score ?? _score ?? 0;
  const all = first.map((one): IndexHit => {
    const head = copies.head(one, scoreOf);
    const hit = known.get(head.fields.id[0])?.hit;
    const explanation = explain && hit !== undefined ? { explanation: ranking.explain(hit) } : {};
    return { ...toHit(head, scoreOf(head), copies), ...explanation };
  });
  return all.sort((a, b) => b.score - a.score);
}
