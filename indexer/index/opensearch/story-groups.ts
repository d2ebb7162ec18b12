/** An article with the story that it is in. */
export interface Teller {
  readonly id: string;
  readonly change: number;
  /** Milliseconds since 1970; `NaN` where it has no time. */
  readonly time: number;
  /** As the index names it; `null`: no other article tells it. */
  readonly story: string | null;
}

/** Articles that come together to stories. */
export class StoryGroups {
  readonly #groups = new Map<string, Teller[]>();

  /** @param tellers each alone at first */
  constructor(tellers: Iterable<Teller>) {
    for (const teller of tellers) this.#groups.set(teller.id, [teller]);
  }

  areOne(one: string, other: string): boolean {
    return this.#groups.get(one) === this.#groups.get(other);
  }

  /** Makes one story of those of two articles. */
  join(one: string, other: string): void {
    const [into, from] = [this.#groups.get(one), this.#groups.get(other)];
    if (into === undefined || from === undefined || into === from) return;
    for (const teller of from) this.#groups.set(teller.id, into);
    into.push(...from);
  }

  /**
   * The story of each article; `null`: it is alone. A story keeps its name, one that fell apart has none to keep. A new
   * one is named by the lowest change number of its articles: that is given once, and whichever process names a story,
   * it gives the same name.
   */
  named(): ReadonlyMap<string, string | null> {
    const groups = [...new Set(this.#groups.values())];
    const lost = fallenApart(groups);
    return new Map(
      groups.flatMap((group) => {
        const name = group.length < 2 ? null : nameOf(group, lost);
        return group.map(({ id }): [string, string | null] => [id, name]);
      }),
    );
  }
}

/** Names of which articles are in several groups. */
function fallenApart(groups: readonly (readonly Teller[])[]): ReadonlySet<string> {
  const first = new Map<string, readonly Teller[]>();
  const lost = new Set<string>();
  for (const group of groups) {
    for (const { story } of group) {
      if (story === null) continue;
      if ((first.get(story) ?? group) !== group) lost.add(story);
      first.set(story, group);
    }
  }
  return lost;
}

/** The name that most of them have, so that few have to be renamed. */
function nameOf(group: readonly Teller[], lost: ReadonlySet<string>): string {
  const counts = new Map<string, number>();
  for (const { story } of group) {
    if (story !== null && !lost.has(story)) counts.set(story, (counts.get(story) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return most?.[0] ?? String(Math.min(...group.map(({ change }) => change)));
}
