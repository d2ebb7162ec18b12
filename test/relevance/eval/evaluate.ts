import type { Contender } from './contender.js';
import type { JudgedSet, Part } from './judged-set.js';
import { mean, measure, type Measures } from './metrics.js';

/** What one engine reached on one part of one set. */
export interface Row extends Measures {
  readonly set: string;
  readonly part: Part | 'whole';
  readonly engine: string;
  readonly queries: number;
  /** Mean time of an answer. */
  readonly milliseconds: number;
}

interface Measured extends Measures {
  readonly part: Part;
}

/** Asks one engine all queries of a set and measures its answers, on the whole set and on each part. */
export async function evaluate(contender: Contender, { name, queries }: JudgedSet): Promise<Row[]> {
  const measured: Measured[] = [];
  const started = performance.now();
  for (const { text, grades, part } of queries) {
    measured.push({ ...measure(await contender.search(text, 10), grades), part });
  }
  const milliseconds = (performance.now() - started) / Math.max(1, queries.length);
  return (['whole', 'tuning', 'untouched'] as const).map((part) => {
    const of = measured.filter((one) => part === 'whole' || one.part === part);
    return { set: name, part, engine: contender.name, queries: of.length, ...mean(of), milliseconds };
  });
}
