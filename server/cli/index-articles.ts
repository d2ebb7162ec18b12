import { pathSize, readPath, type ArticleReading, type FieldMap, type SiteRules } from '../../corpus/index.js';
import type { ArticleSink } from './article-sink.js';
import { ProblemList } from './problem-list.js';
import { createProgress, type Progress } from './progress.js';

/** What came of reading paths into a sink. */
export interface IndexReport {
  readonly accepted: number;
  readonly problems: number;
  readonly seconds: number;
}

/** How paths are read. */
export interface IndexOptions {
  readonly map?: FieldMap | undefined;
  /** Rules for saved web pages of some sites. */
  readonly rules?: SiteRules | undefined;
  /** Asked between articles; the batch at hand is still written. */
  readonly isStopping?: () => boolean;
}

/**
 * A batch is written when it holds so many articles, or so many characters of text. Articles have many words in common:
 * the more of them come at once, the fewer lists are looked for; of 2 000 it measures no better.
 */
const batchArticles = 1000;
const batchCharacters = 4_000_000;

/** Reads paths into a sink and shows the progress on standard error; tells of each problem there. */
export async function indexPaths(
  paths: readonly string[],
  sink: ArticleSink,
  options: IndexOptions = {},
): Promise<IndexReport> {
  const started = performance.now();
  const progress = createProgress(await totalSize(paths));
  const run = new IndexRun(sink, progress);
  try {
    for (const path of paths) await run.read(path, options);
    await run.flush();
  } catch (error) {
    progress.say(`xunwen: ${String(run.accepted)} articles were in before this failed`);
    throw error;
  } finally {
    progress.stop();
    run.problems.end();
  }
  return { accepted: run.accepted, problems: run.problems.count, seconds: (performance.now() - started) / 1000 };
}

class IndexRun {
  accepted = 0;
  readonly problems: ProblemList;
  readonly #sink: ArticleSink;
  readonly #progress: Progress;
  #batch: ArticleReading[] = [];
  #characters = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(sink: ArticleSink, progress: Progress) {
    this.#sink = sink;
    this.#progress = progress;
    this.problems = new ProblemList((line) => progress.say(line));
  }

  async read(path: string, { map, rules, isStopping = () => false }: IndexOptions): Promise<void> {
    if (isStopping()) return;
    for await (const reading of readPath(path, { map, rules, onBytes: (count) => this.#progress.addBytes(count) })) {
      if (reading.kind === 'problem') this.problems.add(reading);
      else await this.#take(reading);
      if (isStopping()) return;
    }
  }

  /** Resolves when all that was read is safe. */
  async flush(): Promise<void> {
    await this.#hand();
    await this.#writing;
  }

  async #take(reading: ArticleReading): Promise<void> {
    this.#batch.push(reading);
    this.#characters += reading.article.title.length + reading.article.body.length;
    if (this.#batch.length >= batchArticles || this.#characters >= batchCharacters) await this.#hand();
  }

  /** Hands the batch on once the one before is safe: while it is written, the next is read. */
  async #hand(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#characters = 0;
    await this.#writing;
    this.#writing = this.#write(batch);
    // Whoever awaits it sees a failure.
    this.#writing.catch(() => undefined);
  }

  async #write(batch: readonly ArticleReading[]): Promise<void> {
    if (batch.length === 0) return;
    const { accepted, problems } = await this.#sink.write(batch);
    this.accepted += accepted;
    for (const problem of problems) this.problems.add(problem);
    this.#progress.addArticles(accepted);
  }
}

/** Bytes that will be read; 0 where standard input is among the paths: then nobody knows. */
async function totalSize(paths: readonly string[]): Promise<number> {
  if (paths.includes('-')) return 0;
  const sizes = await Promise.all(paths.map((path) => pathSize(path)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
