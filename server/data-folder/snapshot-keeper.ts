/** What the keeper uses of an index. */
export interface Snapshotted {
  /** A higher number whenever a question may be answered otherwise. */
  readonly version: number;
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
  /** The version that the snapshot on disk has; `Infinity`: none is to be written. */
  readonly savedVersion: number;
  /** Told where a snapshot could not be written. */
  readonly onFailure: (error: unknown) => void;
  readonly pace?: SnapshotPace;
}

/** Writes snapshots of an index now and then, so that a killed service starts fast. */
export class SnapshotKeeper {
  readonly #index: Snapshotted;
  readonly #options: SnapshotKeeperOptions;
  readonly #pace: SnapshotPace;
  #saved: number;
  #savedAt: number = performance.now();
  #seen = -1;
  #timer: NodeJS.Timeout | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(index: Snapshotted, options: SnapshotKeeperOptions) {
    this.#index = index;
    this.#options = options;
    this.#pace = options.pace ?? usual;
    this.#saved = options.savedVersion;
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
    const { version } = this.#index;
    const isQuiet = version === this.#seen;
    this.#seen = version;
    const age = performance.now() - this.#savedAt;
    if (age >= (isQuiet ? this.#pace.quiet : this.#pace.busy)) void this.save();
  }

  async #saveIfBehind(): Promise<void> {
    const { version } = this.#index;
    if (version <= this.#saved) return;
    this.#savedAt = performance.now();
    try {
      await this.#index.saveSnapshot();
      this.#saved = version;
    } catch (error) {
      this.#options.onFailure(error);
    }
  }
}
