/** Milliseconds within which the same thing counts once. */
const once = 60_000;

/** Remembers for a minute what was counted. */
export class RecentNames {
  /** When each was counted, the earliest first. */
  readonly #times = new Map<string, number>();

  /** Whether a name was not counted within the last minute; it is then. */
  isNew(name: string, at: number): boolean {
    const last = this.#times.get(name);
    if (last !== undefined && at - last < once) return false;
    this.#times.delete(name);
    this.#times.set(name, at);
    return true;
  }

  /** Lets go of what is older than a minute. */
  forget(at: number): void {
    for (const [name, time] of this.#times) {
      if (at - time < once) return;
      this.#times.delete(name);
    }
  }
}
