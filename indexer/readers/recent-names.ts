/** Milliseconds within which the same thing counts once. */
const once = 60_000;

/** How often a name came within its minute, those taken back left out. */
interface Recent {
  readonly since: number;
  readonly times: number;
}

/** Remembers for a minute what was counted. */
export class RecentNames {
  /** Each by its first time, the earliest first. */
  readonly #names = new Map<string, Recent>();

  /** Whether a name did not come within the last minute; it did then. */
  isNew(name: string, at: number): boolean {
    const known = this.#within(name, at);
    if (known === undefined) this.#names.delete(name);
    this.#names.set(name, { since: known?.since ?? at, times: (known?.times ?? 0) + 1 });
    return known === undefined;
  }

  /** Takes back one time that a name came, at `at`. Whether no other is left of its minute: the next one is new. */
  takeBack(name: string, at: number): boolean {
    const known = this.#within(name, at);
    if (known === undefined) return false;
    if (known.times > 1) this.#names.set(name, { ...known, times: known.times - 1 });
    else this.#names.delete(name);
    return known.times === 1;
  }

  /** Lets go of what is older than a minute. */
  forget(at: number): void {
    for (const [name, { since }] of this.#names) {
      if (at - since < once) return;
      this.#names.delete(name);
    }
  }

  #within(name: string, at: number): Recent | undefined {
    const known = this.#names.get(name);
    return known !== undefined && at >= known.since && at - known.since < once ? known : undefined;
  }
}
