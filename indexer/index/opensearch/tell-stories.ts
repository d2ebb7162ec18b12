import { z } from 'zod';
import { type ClusterConnection, wholeSearch } from '../../../corpus/index.js';
import { areCloseInTime, isSameStory, storyText, type StoryText } from '../../stories/same-story.js';
import { longestChain, mostCompared, mostParted } from '../../stories/limits.js';
import { StoryGroups, type Teller } from './story-groups.js';

/** Where stories are, and what their articles say. */
export interface StoryParts {
  readonly connection: ClusterConnection;
  readonly index: string;
  /** The folded texts of articles, empty where one is gone. */
  readonly textsOf: (ids: readonly string[]) => Promise<readonly string[]>;
}

/** An article that comes in. */
export interface Incoming extends Teller {
  /** Folded. */
  readonly text: string;
  readonly fingerprints: readonly number[];
}

/** An article that has fingerprints in common with others. */
type Near = Teller & Pick<Incoming, 'fingerprints'>;

/** What OpenSearch gives at once. */
const most = 10_000;
const everyField = ['id', 'change', 'time', 'story', 'fingerprints'];

const answer = z.object({
  hits: z.object({
    hits: z.array(
      z.object({
        fields: z.object({
          id: z.tuple([z.string()]),
          change: z.tuple([z.number()]),
          time: z.tuple([z.number()]).optional(),
          story: z.tuple([z.string()]).optional(),
          fingerprints: z.array(z.number()).optional(),
        }),
      }),
    ),
  }),
});

/**
 * Finds out which stories are told when articles come into an index and others go, as `Stories` does in memory: whom an
 * article is compared with, and what falls apart without one that goes.
 * @param incoming one an id, by rising change number
 * @param ids of all that come in or go: what the index has of them goes
 * @returns those that came in, and of the others those whose story has another name now, each with its story
 * @throws ClusterError
 */
export async function tellStories(
  parts: StoryParts,
  incoming: readonly Incoming[],
  ids: readonly string[],
): Promise<ReadonlyMap<Teller, string | null>> {
  const fingerprints = [...new Set(incoming.flatMap((one) => one.fingerprints))];
  const gone = { terms: { id: ids } };
  const left = await find(parts, { bool: { filter: [gone, { exists: { field: 'story' } }] } });
  const near =
    fingerprints.length === 0
      ? []
      : await find(parts, { bool: { filter: [{ terms: { fingerprints } }], must_not: [gone] } });
  const pairs = pairsOf(incoming, near);
  const wanted = new Set(pairs.map(([, other]) => other.id));
  const candidates = near.filter(({ id }) => wanted.has(id));
  const stories = [...new Set([...left, ...candidates].flatMap(({ story }) => story ?? []))];
  const members =
    stories.length === 0
      ? []
      : await find(parts, { bool: { filter: [{ terms: { story: stories } }], must_not: [gone] } });
  const tellers = new Map<string, Teller>([...incoming, ...candidates, ...members].map((one) => [one.id, one]));
  const groups = new StoryGroups(tellers.values());
  const texts = new Texts(parts, incoming);
  await part(groups, members, new Set(left.flatMap(({ story }) => story ?? [])), texts);
  await texts.fetch(candidates);
  for (const [one, other] of pairs)
    if (!groups.areOne(one.id, other.id) && texts.areSame(one, other)) groups.join(one.id, other.id);
  const named = groups.named();
  const isIncoming = new Set(incoming.map(({ id }) => id));
  return new Map(
    [...tellers.values()].flatMap((teller): [Teller, string | null][] => {
      const story = named.get(teller.id) ?? null;
      return isIncoming.has(teller.id) || story !== teller.story ? [[teller, story]] : [];
    }),
  );
}

async function find({ connection, index }: StoryParts, query: object): Promise<readonly Near[]> {
  const { hits } = await connection.ask(answer, {
    method: 'POST',
    path: [index, '_search'],
    query: wholeSearch,
    body: { query, size: most, sort: [{ change: 'desc' }], docvalue_fields: everyField, track_total_hits: false },
  });
  return hits.hits.map(({ fields: { id, change, time, story, fingerprints } }) => ({
    id: id[0],
    change: change[0],
    time: time?.[0] ?? Number.NaN,
    story: story?.[0] ?? null,
    fingerprints: fingerprints ?? [],
  }));
}

/** Whom each that comes in is compared with: those near in time that share most fingerprints with it. */
function pairsOf(incoming: readonly Incoming[], near: readonly Near[]): readonly (readonly [Incoming, Near])[] {
  const holders = new Map<number, Near[]>();
  const add = (one: Near): void => {
    for (const fingerprint of one.fingerprints) {
      const chain = holders.get(fingerprint);
      if (chain === undefined) holders.set(fingerprint, [one]);
      else chain.push(one);
    }
  };
  for (const one of near.toReversed()) add(one);
  return incoming.flatMap((one) => {
    const shared = new Map<Near, number>();
    for (const fingerprint of one.fingerprints) {
      for (const other of holders.get(fingerprint)?.slice(-longestChain) ?? [])
        shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    add(one);
    return [...shared]
      .filter(([other]) => areCloseInTime(one.time, other.time))
      .sort(([a, many], [b, more]) => more - many || b.change - a.change)
      .slice(0, mostCompared)
      .map(([other]) => [one, other] as const);
  });
}

/** Keeps stories together, but for those that have lost an article: of these the copies of each other. */
async function part(
  groups: StoryGroups,
  members: readonly Teller[],
  lossy: ReadonlySet<string>,
  texts: Texts,
): Promise<void> {
  for (const [story, tellers] of byStory(members)) {
    const [first] = tellers;
    if (first === undefined) continue;
    const isWhole = !lossy.has(story) || tellers.length > mostParted;
    if (!isWhole) await texts.fetch(tellers);
    for (const [i, one] of tellers.entries()) {
      const others = isWhole ? [first] : tellers.slice(0, i);
      for (const other of others) if (isWhole || texts.areSame(one, other)) groups.join(one.id, other.id);
    }
  }
}

function byStory(tellers: readonly Teller[]): ReadonlyMap<string, readonly Teller[]> {
  const groups = new Map<string, Teller[]>();
  for (const teller of tellers) {
    if (teller.story === null) continue;
    const group = groups.get(teller.story);
    if (group === undefined) groups.set(teller.story, [teller]);
    else group.push(teller);
  }
  return groups;
}

/** What articles say to the question whether they tell one story. */
class Texts {
  readonly #parts: StoryParts;
  readonly #known = new Map<string, StoryText>();

  constructor(parts: StoryParts, incoming: readonly Incoming[]) {
    this.#parts = parts;
    for (const { id, text, time } of incoming) this.#known.set(id, storyText(text, time));
  }

  async fetch(tellers: readonly Teller[]): Promise<void> {
    const missing = tellers.filter(({ id }) => !this.#known.has(id));
    if (missing.length === 0) return;
    const texts = await this.#parts.textsOf(missing.map(({ id }) => id));
    missing.forEach(({ id, time }, i) => this.#known.set(id, storyText(texts[i] ?? '', time)));
  }

  areSame(one: Teller, other: Teller): boolean {
    const [text, otherText] = [this.#known.get(one.id), this.#known.get(other.id)];
    return text !== undefined && otherText !== undefined && isSameStory(text, otherText);
  }
}
