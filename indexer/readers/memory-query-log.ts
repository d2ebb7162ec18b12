import type { QueryLog, Use, UseChange, UseName } from './query-log.js';

/** Keeps what readers typed in memory, for tests and for trying things out. Nothing outlives the process. */
export class MemoryQueryLog implements QueryLog {
  readonly #uses = new Map<string, Use>();
  readonly #blocked = new Set<string>();

  uses(): Promise<readonly Use[]> {
    return Promise.resolve([...this.#uses.values()]);
  }

  save(uses: readonly Use[], forgotten: readonly UseName[]): Promise<void> {
    for (const name of forgotten) this.#uses.delete(`${name.kind} ${name.key}`);
    for (const use of uses) this.#uses.set(`${use.kind} ${use.key}`, { ...use });
    return Promise.resolve();
  }

  changes(): Promise<readonly UseChange[]> {
    return Promise.resolve([]);
  }

  blocked(): Promise<readonly string[]> {
    return Promise.resolve([...this.#blocked].sort());
  }

  block(words: readonly string[]): Promise<void> {
    for (const word of words) this.#blocked.add(word);
    return Promise.resolve();
  }

  unblock(words: readonly string[]): Promise<void> {
    for (const word of words) this.#blocked.delete(word);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
