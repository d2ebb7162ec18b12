/** How good one ranking of ten is, or the mean of many. */
export interface Measures {
  /** Reciprocal rank of the first relevant document, 0 where none is among the first ten. */
  readonly mrr: number;
  /** Share of the relevant documents that stand first, or among the first ten. */
  readonly recall1: number;
  readonly recall10: number;
  /** Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002), gain 2^grade - 1. */
  readonly ndcg: number;
}

const depth = 10;

function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
}

/** Measures a ranking, best first, against the grades (above 0: relevant) of the documents that answer. */
export function measure(ranking: readonly string[], grades: ReadonlyMap<string, number>): Measures {
  const found = ranking.slice(0, depth).map((id) => grades.get(id) ?? 0);
  const ideal = [...grades.values()].sort((a, b) => b - a).slice(0, depth);
  const relevant = ideal.filter((grade) => grade > 0).length;
  const first = found.findIndex((grade) => grade > 0);
  const share = (among: readonly number[]): number => among.filter((grade) => grade > 0).length / Math.max(1, relevant);
  return {
    mrr: first < 0 ? 0 : 1 / (first + 1),
    recall1: share(found.slice(0, 1)),
    recall10: share(found),
    ndcg: relevant === 0 ? 0 : gain(found) / gain(ideal),
  };
}

/** The mean of each measure; all 0 of nothing. */
export function mean(all: readonly Measures[]): Measures {
  const of = (key: keyof Measures): number => all.reduce((sum, one) => sum + one[key], 0) / Math.max(1, all.length);
  return { mrr: of('mrr'), recall1: of('recall1'), recall10: of('recall10'), ndcg: of('ndcg') };
}
