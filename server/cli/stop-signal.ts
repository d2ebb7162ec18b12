const signals = ['SIGINT', 'SIGTERM'] as const;

/** Hears of the wish that the process should end: Ctrl-C, or a service manager. A second one ends it at once. */
export class StopSignal {
  /** Resolves at the first signal. */
  readonly received: Promise<void>;
  #isReceived = false;

  constructor() {
    this.received = new Promise((resolve) => {
      const hear = (): void => {
        if (this.#isReceived) process.exit(1);
        this.#isReceived = true;
        resolve();
      };
      for (const signal of signals) process.on(signal, hear);
    });
  }

  get isReceived(): boolean {
    return this.#isReceived;
  }
}
