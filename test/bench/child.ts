import { setTimeout as sleep } from 'node:timers/promises';
import type { Contestant, OpenContestant } from './engines/contestant.js';
import { openCluster } from './engines/cluster.js';
import { openFts5 } from './engines/fts5.js';
import { openMiniSearch } from './engines/minisearch.js';
import { openOrama } from './engines/orama.js';
import { openOurs } from './engines/ours.js';
import { openStockFlexSearch } from './engines/stock-flexsearch.js';
import type { BenchRequest, Opened, Round } from './messages.js';

/** A process of its own for one contestant: `Competitor` starts it and asks. */

const engines: Readonly<Record<string, OpenContestant>> = {
  ours: openOurs,
  cluster: openCluster,
  fts5: openFts5,
  flexsearch: openStockFlexSearch,
  minisearch: openMiniSearch,
  orama: openOrama,
};

/** Milliseconds after which a round ends: queries come in no order, so the first ones are a sample for the slow. */
const longestRound = 8000;

let contestant: Contestant | undefined;

async function open({ engine, files }: Extract<BenchRequest, { do: 'open' }>): Promise<Opened> {
  const started = performance.now();
  contestant = await engines[engine]?.(files);
  const buildMs = performance.now() - started;
  // What runs behind has its time to end.
  await sleep(1000);
  globalThis.gc?.();
  const { heapUsed: heap, rss } = process.memoryUsage();
  const ways = Object.fromEntries((contestant?.ways ?? []).map(({ name, kinds }) => [name, kinds]));
  return { buildMs, heap, rss, ways };
}

async function ask({ way, kind, queries }: Extract<BenchRequest, { do: 'ask' }>): Promise<Round> {
  const asked = contestant?.ways.find(({ name }) => name === way);
  if (asked === undefined) throw new Error(`there is no way ${way}`);
  const times: number[] = [];
  let totals = 0;
  const begun = performance.now();
  for (const query of queries) {
    if (performance.now() - begun > longestRound) break;
    const answered = await asked.prepare(kind, query);
    const started = performance.now();
    const { total } = await answered();
    times.push(performance.now() - started);
    totals += total;
  }
  return { times, totals };
}

async function answer(request: BenchRequest): Promise<Opened | Round | null> {
  if (request.do === 'open') return open(request);
  if (request.do === 'ask') return ask(request);
  await contestant?.close();
  return null;
}

async function reply(request: BenchRequest): Promise<void> {
  process.send?.(await answer(request));
  if (request.do === 'close') process.disconnect();
}

process.on('message', (request: BenchRequest) => {
  void reply(request);
});
