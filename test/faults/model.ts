/** A version of an article, or none of it. */
export type State = number | null;

/** What may be in a store after a crash: of each article the state acknowledged last, or one that was on its way. */
export class Model {
  readonly #acknowledged = new Map<string, State>();
  /** States sent and not acknowledged, the earliest first. */
  readonly #onTheWay = new Map<string, State[]>();

  /** A write of this state has been sent. */
  send(id: string, state: State): void {
    this.#onTheWay.set(id, [...(this.#onTheWay.get(id) ?? []), state]);
  }

  /** The write sent last has been acknowledged; of one client's writes to an article there is one at a time. */
  acknowledge(id: string): void {
    const state = this.#onTheWay.get(id)?.at(-1);
    if (state === undefined) throw new Error(`nothing was sent for ${id}`);
    this.#acknowledged.set(id, state);
    this.#onTheWay.delete(id);
  }

  get ids(): readonly string[] {
    return [...new Set([...this.#acknowledged.keys(), ...this.#onTheWay.keys()])];
  }

  /** States in which an article may be. */
  possible(id: string): readonly State[] {
    return [this.#acknowledged.get(id) ?? null, ...(this.#onTheWay.get(id) ?? [])];
  }

  /** After a crash: an article is in this state, which counts from now on. */
  settle(id: string, state: State): void {
    this.#acknowledged.set(id, state);
    this.#onTheWay.delete(id);
  }
}
