import { setTimeout as sleep } from 'node:timers/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Stage } from '../../indexer/index.js';
import { MinuteCounts } from './minute-counts.js';

/** Seconds; answers take from a tenth of a millisecond to, at worst, seconds. */
const buckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** A request that was answered. */
export interface AnsweredRequest {
  /** The pattern of its address, such as `/api/articles/:id`. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

/** Routes whose answers are searches of readers, in the figures of a minute. */
const searchRoutes = ['/api/search', '/'];

type Figure = number | Readonly<Record<string, number>>;

/** A figure that is looked up whenever somebody asks. */
export interface Watched {
  /** Without `xunwen_`. */
  readonly name: string;
  readonly help: string;
  /** A number, or some by the values of a label. */
  readonly read: () => Figure | Promise<Figure>;
  /** What the label is called, where there are several. */
  readonly label?: string;
  /** Whether it only ever rises. */
  readonly isCounter?: boolean;
}

/**
 * What goes on in a service, as Prometheus reads it (text format 0.0.4; https://prometheus.io/docs/practices/naming/).
 * No label holds what a reader typed.
 */
export class ServiceMetrics {
  /** What readers asked since the last sample of the history. */
  readonly minute: MinuteCounts = new MinuteCounts();
  readonly #registry = new Registry();
  readonly #requests: Histogram<'route' | 'method' | 'status'>;
  readonly #stages: Histogram<'stage'>;
  readonly #searches: Counter<'outcome'>;
  readonly #writes: Histogram;

  constructor() {
    const registers = [this.#registry];
    this.#requests = new Histogram({
      name: 'xunwen_http_request_seconds',
      help: 'From the head of a request until its answer is out.',
      labelNames: ['route', 'method', 'status'],
      buckets,
      registers,
    });
    this.#stages = new Histogram({
      name: 'xunwen_search_stage_seconds',
      help: 'Stages of searches whose answers were worked out, waiting included.',
      labelNames: ['stage'],
      buckets,
      registers,
    });
    this.#searches = new Counter({
      name: 'xunwen_searches_total',
      help: "Readers' searches, first pages: those that found what was asked for, and others.",
      labelNames: ['outcome'],
      registers,
    });
    this.#writes = new Histogram({
      name: 'xunwen_write_seconds',
      help: 'From the call of a write until it is on disk and can be found.',
      buckets,
      registers,
    });
  }

  /** Adds figures of the process: memory, CPU, event loop, garbage collection. Once a process. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Adds figures; one of the same name takes the other's place. */
  watch(figures: readonly Watched[]): void {
    for (const figure of figures) {
      const name = `xunwen_${figure.name}`;
      this.#registry.removeSingleMetric(name);
      const labelNames = figure.label === undefined ? [] : [figure.label];
      const options = { name, help: figure.help, labelNames, registers: [] };
      this.#registry.registerMetric(figure.isCounter === true ? counterOf(options, figure) : gaugeOf(options, figure));
    }
  }

  answered({ route, method, status, seconds }: AnsweredRequest): void {
    this.#requests.observe({ route, method, status: String(status) }, seconds);
    if (method === 'GET' && status === 200 && searchRoutes.includes(route)) this.minute.answered(seconds * 1000);
  }

  /** A stage of a search took so long. */
  staged(stage: Stage, milliseconds: number): void {
    this.#stages.observe({ stage }, milliseconds / 1000);
  }

  searched(isFound: boolean): void {
    this.#searches.inc({ outcome: isFound ? 'found' : 'missed' });
    if (!isFound) this.minute.missed();
  }

  /** A write of so many articles took so long. */
  wrote(articles: number, milliseconds: number): void {
    this.#writes.observe(milliseconds / 1000);
    this.minute.wrote(articles);
  }

  /** All figures as text, with its content type. */
  async tell(): Promise<{ readonly type: string; readonly text: string }> {
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}

type Options = ConstructorParameters<typeof Gauge>[0];

function gaugeOf(options: Options, figure: Watched): Gauge {
  return new Gauge({
    ...options,
    async collect() {
      const values = await valuesOf(figure);
      this.reset();
      for (const [labels, value] of values) this.set(labels, value);
    },
  });
}

function counterOf(options: Options, figure: Watched): Counter {
  return new Counter({
    ...options,
    async collect() {
      const values = await valuesOf(figure);
      this.reset();
      for (const [labels, value] of values) this.inc(labels, value);
    },
  });
}

async function valuesOf({ read, label = '' }: Watched): Promise<[Record<string, string>, number][]> {
  const found = await told(read);
  // What cannot be told must not keep back the rest: it is wanted most when something is wrong.
  if (found === null) return [];
  if (typeof found === 'number') return [[{}, found]];
  return Object.entries(found).map(([value, count]) => [{ [label]: value }, count]);
}

/** Milliseconds that a figure may take: Prometheus waits ten seconds for all of them. */
const patience = 3000;

/** A figure; `null` where it cannot be told, or not soon enough. */
async function told<T>(read: () => T | Promise<T>): Promise<T | null> {
  try {
    return await Promise.race([read(), sleep(patience, null, { ref: false })]);
  } catch {
    return null;
  }
}
