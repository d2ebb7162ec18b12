/**
 * What a search goes through: its text is analyzed, it waits for its turn, the index finds and ranks, a correction is
 * looked for, the texts of the hits are read and marked.
 */
export type Stage = 'analyze' | 'wait' | 'find' | 'correct' | 'read';

/** Told how many milliseconds a stage of one search took. */
export type OnStage = (stage: Stage, milliseconds: number) => void;

/** Tells how long each stage of one search takes. */
export class StageClock {
  readonly #onStage: OnStage;
  #since: number = performance.now();

  constructor(onStage: OnStage) {
    this.#onStage = onStage;
  }

  /** What has gone on since the last call was this stage. */
  end(stage: Stage): void {
    const now = performance.now();
    this.#onStage(stage, now - this.#since);
    this.#since = now;
  }
}
