import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** What went on in a stretch of time. */
export interface Counts {
  /** Searches of readers that were answered. */
  readonly searches: number;
  /** Those of them that found nothing as asked. */
  readonly missed: number;
  /** Milliseconds under which half of the answers, and 99 of a hundred, stayed; 0 where there were none. */
  readonly p50: number;
  readonly p99: number;
  /** Articles that were written or deleted. */
  readonly written: number;
}

/** Counts until they are taken. */
export class MinuteCounts {
  readonly #times: RecordableHistogram = createHistogram();
  #searches = 0;
  #missed = 0;
  #written = 0;

  answered(milliseconds: number): void {
    this.#searches++;
    // In microseconds, of which a histogram takes whole ones from 1.
    this.#times.record(Math.max(1, Math.round(milliseconds * 1000)));
  }

  missed(): void {
    this.#missed++;
  }

  wrote(articles: number): void {
    this.#written += articles;
  }

  /** What was counted; counting begins anew. */
  take(): Counts {
    const at = (percentile: number): number => (this.#searches === 0 ? 0 : this.#times.percentile(percentile) / 1000);
    const counts = { searches: this.#searches, missed: this.#missed, p50: at(50), p99: at(99), written: this.#written };
    this.#times.reset();
    [this.#searches, this.#missed, this.#written] = [0, 0, 0];
    return counts;
  }
}
