import { Presets, SingleBar } from 'cli-progress';
import { counted, duration, grouped } from './terminal.js';

/** Shows how far `xunwen index` has come, on standard error. */
export interface Progress {
  /** That many bytes more were read. */
  addBytes(count: number): void;
  /** That many articles more are in. */
  addArticles(count: number): void;
  /** Writes a line between. */
  say(line: string): void;
  stop(): void;
}

/** What is shown: counts, and what follows from them. */
class Tally {
  articles = 0;
  bytes = 0;
  readonly #total: number;
  readonly #start: number = performance.now();

  constructor(total: number) {
    this.#total = total;
  }

  get seconds(): number {
    return (performance.now() - this.#start) / 1000;
  }

  /** Articles a second. */
  get rate(): string {
    return grouped(this.articles / Math.max(this.seconds, 0.001));
  }

  /** Time left, as far as the bytes tell. */
  get left(): string {
    return this.bytes === 0 ? '?' : duration((this.seconds * Math.max(0, this.#total - this.bytes)) / this.bytes);
  }

  /** Percent of the bytes; `null` where nobody knows how many there will be. */
  get share(): number | null {
    return this.#total === 0 ? null : Math.min(100, Math.floor((this.bytes / this.#total) * 100));
  }
}

/**
 * A bar on a terminal that knows how much is coming; plain lines, one every five seconds, elsewhere.
 * @param total bytes that will be read; 0: not known
 */
export function createProgress(total: number): Progress {
  const tally = new Tally(total);
  return process.stderr.isTTY && total > 0 ? new ProgressBar(total, tally) : new ProgressLines(tally);
}

class ProgressBar implements Progress {
  readonly #tally: Tally;
  readonly #bar: SingleBar;

  constructor(total: number, tally: Tally) {
    this.#tally = tally;
    const format = '{bar} {percentage}%  {articles} articles  {rate}/s  {left} left';
    const options = { format, hideCursor: true, clearOnComplete: true, forceRedraw: true, barsize: 24 };
    this.#bar = new SingleBar(options, Presets.shades_classic);
    this.#bar.start(total, 0, this.#payload());
  }

  addBytes(count: number): void {
    this.#tally.bytes += count;
    this.#bar.update(this.#tally.bytes, this.#payload());
  }

  addArticles(count: number): void {
    this.#tally.articles += count;
    this.#bar.update(this.#tally.bytes, this.#payload());
  }

  say(line: string): void {
    // Over the bar, which is drawn again below within a moment.
    process.stderr.write(`\r\u001B[K${line}\n`);
  }

  stop(): void {
    this.#bar.stop();
  }

  #payload(): object {
    const { articles, rate, left } = this.#tally;
    return { articles: grouped(articles), rate, left };
  }
}

/** Milliseconds between two lines. */
const pause = 5000;

class ProgressLines implements Progress {
  readonly #tally: Tally;
  readonly #timer: NodeJS.Timeout;

  constructor(tally: Tally) {
    this.#tally = tally;
    this.#timer = setInterval(() => this.#tell(), pause);
    this.#timer.unref();
  }

  addBytes(count: number): void {
    this.#tally.bytes += count;
  }

  addArticles(count: number): void {
    this.#tally.articles += count;
  }

  say(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    const { articles, rate, share, left } = this.#tally;
    const rest = share === null ? '' : `, ${share}% read, ${left} left`;
    this.say(`${counted(articles, 'article')}, ${rate}/s${rest}`);
  }
}
