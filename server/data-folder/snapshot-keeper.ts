/** What the keeper uses of an index. */
export interface Snapshotted {
  stats(): { readonly lastChange: number; readonly reanalyzed: number };
  saveSnapshot(): Promise<void>;
}

/** When to write snapshots; all in milliseconds. */
export interface SnapshotPace {
  /** Between two looks at the index. */
  readonly look: number;
  /** Since the last snapshot, where nothing was written between two looks. */
  readonly quiet: number;
  /** Since the last snapshot, where writing never stops. */
  readonly busy: number;
}

const usual: SnapshotPace = { look: 5_000, quiet: 60_000, busy: 300_000 };

/** How a keeper works. */
export interface SnapshotKeeperOptions {
  /** The change that the snapshot on disk has; -1 where that is not known. */
  readonly savedChange: number;
  /** Told where a snapshot could not be written. */
  readonly onFailure: (error: unknown) => void;
  readonly pace?: SnapshotPace;
}

/** Writes snapshots of an index now and then, so that a killed service starts fast. */
export class SnapshotKeeper {
  readonly #index: Snapshotted;
  readonly #options: SnapshotKeeperOptions;
  readonly #pace: SnapshotPace;
  #savedChange: number;
  #savedReanalyzed = 0;
  #savedAt: number = performance.now();
  #seenChange = -1;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(index: Snapshotted, options: SnapshotKeeperOptions) {
    this.#index = index;
    this.#options = options;
    this.#pace = options.pace ?? usual;
    this.#savedChange = options.savedChange;
  }

  /** Looks at the index from now on. */
  start(): void {
    this.#timer = setInterval(() => this.#look(), this.#pace.look);
    this.#timer.unref();
  }

  /** Writes a snapshot if the last one is behind the index; a failure is told and not thrown. */
  save(): Promise<void> {
    this.#saving = this.#saving.then(() => this.#saveIfBehind());
    return this.#saving;
  }

  /** Stops looking; resolves when a snapshot that is being written is done. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#saving;
  }

  #look(): void {
    const { lastChange } = this.#index.stats();
    const isQuiet = lastChange === this.#seenChange;
    this.#seenChange = lastChange;
    const age = performance.now() - this.#savedAt;
    if (age >= (isQuiet ? this.#pace.quiet : this.#pace.busy)) void this.save();
  }

  async #saveIfBehind(): Promise<void> {
    const { lastChange, reanalyzed } = this.#index.stats();
    if (lastChange === Math.max(this.#savedChange, 0) && reanalyzed === this.#savedReanalyzed) return;
    this.#savedAt = performance.now();
    try {
      await this.#index.saveSnapshot();
      this.#savedChange = lastChange;
      this.#savedReanalyzed = reanalyzed;
    } catch (error) {
      this.#options.onFailure(error);
    }
  }
}
