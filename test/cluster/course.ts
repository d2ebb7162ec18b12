/** What became of one kind of request while something happened to the cluster. */
export class Course {
  readonly #from = performance.now();
  readonly #reasons = new Map<string, number>();
  /** When each ended, in milliseconds from the beginning, and whether well. */
  readonly ends: { readonly at: number; readonly isWell: boolean; readonly took: number }[] = [];

  async run(task: () => Promise<void>): Promise<boolean> {
    const started = performance.now();
    const isWell = await task().then(
      () => true,
      (error: unknown) => {
        const [line = ''] = String(error).split('\n');
        const why = line.replace(/,"requestId":"[^"]*"/, '');
        this.#reasons.set(why, (this.#reasons.get(why) ?? 0) + 1);
        return false;
      },
    );
    this.ends.push({ at: performance.now() - this.#from, isWell, took: performance.now() - started });
    return isWell;
  }

  /** The longest time, in milliseconds, in which none ended well. */
  get longestGap(): number {
    const well = this.ends.filter(({ isWell }) => isWell).map(({ at }) => at);
    const edges = [0, ...well, performance.now() - this.#from];
    return Math.max(...edges.slice(1).map((at, i) => at - (edges[i] ?? 0)));
  }

  get told(): string {
    const failed = this.ends.filter(({ isWell }) => !isWell).length;
    const slowest = Math.max(...this.ends.map(({ took }) => took));
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
    const why = [...this.#reasons].map(([reason, count]) => `${count} × ${reason}`).join('; ');
    return `${this.ends.length}, ${failed} failed (${why}), slowest ${seconds(slowest)}, longest without ${seconds(this.longestGap)}`;
  }
}
