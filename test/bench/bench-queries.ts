import type { Document } from '../relevance/eval/judged-set.js';
import { byTurns } from './by-turns.js';
import { Competitor } from './competitor.js';
import { medianTimes, type Measured, type Times } from './figures.js';
import { prepare, type Materials } from './materials.js';
import type { Opened, Round } from './messages.js';
import { kinds, type Kind } from './workload.js';

/** What is to be compared. */
export interface QueryBenchOptions {
  readonly engines: readonly string[];
  readonly articleFile: string;
  readonly documents: readonly Document[];
  readonly rounds: number;
  readonly say: (text: string) => void;
}

export interface QueryBench {
  readonly measured: readonly Measured[];
  readonly cuttingMs: number;
}

interface Open {
  readonly engine: string;
  readonly competitor: Competitor;
  readonly opened: Opened;
}

async function openAll(options: QueryBenchOptions, { cutFile }: Materials): Promise<Open[]> {
  const all: Open[] = [];
  for (const engine of options.engines) {
    const competitor = new Competitor();
    const opened = await competitor.open(engine, { cutFile, articleFile: options.articleFile });
    options.say(`${engine}: built in ${(opened.buildMs / 1000).toFixed(1)} s, RSS ${(opened.rss / 1e6).toFixed(0)} MB`);
    all.push({ engine, competitor, opened });
  }
  return all;
}

/** Rounds by way and kind. */
type Rounds = ReadonlyMap<string, readonly Round[]>;

async function askAll(open: readonly Open[], { workload }: Materials, rounds: number): Promise<Rounds> {
  const asked = kinds.flatMap((kind) =>
    open.flatMap(({ competitor, opened }) =>
      Object.entries(opened.ways)
        .filter(([, its]) => its.includes(kind))
        .map(([way]) => ({ name: `${way} ${kind}`, ask: () => competitor.round(way, kind, workload[kind]) })),
    ),
  );
  const found = await byTurns(
    rounds,
    asked.map(({ ask }) => ask),
  );
  return new Map(asked.map(({ name }, i) => [name, found[i] ?? []]));
}

function measuredOf({ engine, opened }: Open, way: string, rounds: Rounds): Measured {
  const times: Partial<Record<Kind, Times>> = {};
  const totals: Partial<Record<Kind, number>> = {};
  const asked: Partial<Record<Kind, number>> = {};
  for (const kind of kinds) {
    const found = rounds.get(`${way} ${kind}`);
    const [first] = found ?? [];
    if (found === undefined || first === undefined) continue;
    times[kind] = medianTimes(found);
    asked[kind] = first.times.length;
    totals[kind] = first.totals / first.times.length;
  }
  return { engine, way, opened, times, asked, totals };
}

/** Builds every engine in a process of its own, in turn, and asks all the same queries, round by round. */
export async function benchQueries(options: QueryBenchOptions): Promise<QueryBench> {
  const materials = prepare(options.documents);
  options.say(`jieba alone cut everything in ${(materials.cuttingMs / 1000).toFixed(1)} s`);
  try {
    const open = await openAll(options, materials);
    const rounds = await askAll(open, materials, options.rounds);
    for (const { competitor } of open) await competitor.close();
    const measured = open.flatMap((one) => Object.keys(one.opened.ways).map((way) => measuredOf(one, way, rounds)));
    return { measured, cuttingMs: materials.cuttingMs };
  } finally {
    materials.remove();
  }
}
