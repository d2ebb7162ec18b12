import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterError, type Version } from '../../corpus/index.js';
import { IndexerError } from '../errors.js';
import { Turns } from '../turns.js';
import { mergedUse } from './merged-use.js';
import type { Use, UseChange, UseName } from './query-log.js';
import { ReadMarks } from './read-marks.js';
import { idOf, type KeptUse, type UseDocuments } from './use-documents.js';

/** Uses that are read at once: at the start, and while searches wait. */
const [firstBatch, batch] = [5000, 1000];
/** Batches of changes that are read in one call: what is more waits for the next. */
const mostBatches = 5;
/** Times that a use is written anew where another process wrote it meanwhile. */
const mostTries = 20;
/** Milliseconds of an hour, after which what was forgotten long ago is looked for again, and of a day. */
const [hour, day] = [3_600_000, 86_400_000];

/** What this process knows of a use. */
interface Entry {
  /** As this process saved it or was told of it last: what its own counts are added to. */
  readonly told: Use | null;
  /** As it stands in the cluster, as far as known, and in which version. */
  readonly kept: Use | null;
  readonly version: Version | null;
  /** What this process tried to save, where it does not know whether that was written. */
  readonly tried: { readonly attempt: number; readonly use: Use | null } | null;
}

const unknown: Entry = { told: null, kept: null, version: null, tried: null };

/** What is to be saved, by id; `null`: to be forgotten. */
type Wanted = readonly (readonly [string, Use | null])[];

/**
 * The uses in a cluster as one of its processes sees them: it saves what differs from what it was told, so that the counts
 * of all add up. All throw ClusterError; one call at a time.
 */
export class SharedUses {
  readonly #documents: UseDocuments;
  /** Names this process. */
  readonly #me: string;
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  /** Ids of uses of which there is another than this process was told. */
  readonly #untold = new Set<string>();
  readonly #turns = new Turns();
  #marks: ReadMarks = new ReadMarks({ at: 0, number: -1 });
  #attempts = 0;
  #purged = 0;

  /** @param me names this process, as no other */
  constructor(documents: UseDocuments, me: string, now: () => number) {
    this.#documents = documents;
    this.#me = me;
    this.#now = now;
  }

  /** All uses; from now on `changes` tells of what is not among them. */
  all(): Promise<readonly Use[]> {
    return this.#turns.run(() => this.#all());
  }

  save(uses: readonly Use[], forgotten: readonly UseName[]): Promise<void> {
    const wanted = new Map<string, Use | null>(forgotten.map((name) => [idOf(name), null]));
    for (const use of uses) wanted.set(idOf(use), use);
    return this.#turns.run(async () => {
      try {
        await this.#save([...wanted]);
      } finally {
        for (const id of wanted.keys()) this.#letGo(id);
      }
    });
  }

  /** What others have changed since; not all at once where it is much. */
  changes(): Promise<readonly UseChange[]> {
    return this.#turns.run(() => this.#changes());
  }

  /** Resolves when all calls made so far have ended. */
  idle(): Promise<void> {
    return this.#turns.idle();
  }

  async #all(): Promise<readonly Use[]> {
    this.#entries.clear();
    this.#untold.clear();
    await this.#documents.refresh();
    let number = -1;
    for (let read: readonly KeptUse[] = [], isFirst = true; isFirst || read.length === firstBatch; isFirst = false) {
      read = await this.#documents.after(number, firstBatch);
      for (const one of read) this.#take(one);
      number = numberOf(read) ?? number;
    }
    this.#marks = new ReadMarks({ at: this.#now(), number });
    return this.#tell().flatMap(({ now }) => now ?? []);
  }

  async #changes(): Promise<readonly UseChange[]> {
    await this.#documents.refresh();
    const at = this.#now();
    let number = this.#marks.from;
    for (let i = 0, isMore = true; isMore && i < mostBatches; i++) {
      const read = await this.#documents.after(number, batch, this.#me);
      for (const one of read) if (isLater(one.version, this.#entry(one.id).version)) this.#take(one);
      number = numberOf(read) ?? number;
      isMore = read.length === batch;
      if (isMore) this.#marks.readPart({ at, number });
      else this.#marks.readAll({ at, number });
    }
    await this.#purge();
    return this.#tell();
  }

  async #save(wanted: Wanted): Promise<void> {
    await this.#readAgain(wanted.filter(([id]) => this.#entry(id).tried !== null));
    const isLeft = ([id, use]: Wanted[number]): boolean => this.#entry(id).told !== use;
    let left: Wanted = wanted.filter(isLeft);
    for (let tries = 0; left.length > 0; tries++) {
      if (tries === mostTries) throw new IndexerError('query_log', 'other processes count the same all the time');
      if (tries > 0) await sleep(50 * Math.random());
      left = await this.#write(left);
      await this.#readAgain(left);
      left = left.filter(isLeft);
    }
  }

  /** @returns those of which another version has been written meanwhile */
  async #write(wanted: Wanted): Promise<Wanted> {
    const attempt = ++this.#attempts;
    const writes = wanted.map(([id, use]) => {
      const entry = this.#entry(id);
      this.#set(id, { ...entry, tried: { attempt, use } });
      const next = entry.kept === entry.told ? use : mergedUse(entry.kept, use, entry.told);
      return { id, over: entry.version, use: next, by: this.#me, attempt, day: Math.floor(this.#now() / day) };
    });
    const outcomes = await this.#documents.write(writes);
    wanted.forEach(([id, told], i) => {
      const [outcome, kept] = [outcomes[i] ?? null, writes[i]?.use ?? null];
      if (outcome instanceof ClusterError) this.#set(id, { ...this.#entry(id), tried: null });
      else if (outcome !== null) this.#set(id, { told, kept, version: outcome, tried: null });
    });
    const refused = outcomes.find((outcome) => outcome instanceof ClusterError);
    if (refused !== undefined) throw refused;
    return wanted.filter((_, i) => outcomes[i] === null);
  }

  /** What stands of them now; where this process wrote it, without having got an answer, they are saved. */
  async #readAgain(wanted: Wanted): Promise<void> {
    const read = new Map((await this.#documents.read(wanted.map(([id]) => id))).map((one) => [one.id, one]));
    for (const [id] of wanted) {
      const [entry, found] = [this.#entry(id), read.get(id)];
      const isOurs = found?.by === this.#me && found.attempt === entry.tried?.attempt;
      const told = isOurs ? (entry.tried?.use ?? null) : entry.told;
      this.#set(id, { told, kept: found?.use ?? null, version: found?.version ?? null, tried: null });
    }
  }

  #take({ id, use: kept, version }: KeptUse): void {
    this.#set(id, { ...this.#entry(id), kept, version });
    this.#letGo(id);
  }

  #entry(id: string): Entry {
    return this.#entries.get(id) ?? unknown;
  }

  #set(id: string, entry: Entry): void {
    this.#entries.set(id, entry);
    if (entry.told === entry.kept) this.#untold.delete(id);
    else this.#untold.add(id);
  }

  /** Of what is forgotten nothing has to be known: its version is read again where it is counted again. */
  #letGo(id: string): void {
    const { told, kept, tried } = this.#entry(id);
    if (told === null && kept === null && tried === null) this.#entries.delete(id);
  }

  /** What this process was not told yet; it is now. */
  #tell(): readonly UseChange[] {
    return [...this.#untold].flatMap((id) => {
      const entry = this.#entry(id);
      const { told: before, kept: now } = entry;
      this.#set(id, { ...entry, told: now });
      this.#letGo(id);
      const name = now ?? before;
      return name === null ? [] : [{ kind: name.kind, key: name.key, before, now }];
    });
  }

  /** The rest is for the next hour, as is what a full disk does not let go. */
  async #purge(): Promise<void> {
    if (this.#now() - this.#purged < hour) return;
    this.#purged = this.#now();
    try {
      await this.#documents.purge(Math.floor(this.#now() / day) - 1, batch);
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
    }
  }
}

function numberOf(read: readonly KeptUse[]): number | undefined {
  return read.at(-1)?.version.if_seq_no;
}

/** A copy that lags behind may show an earlier one. */
function isLater({ if_seq_no }: Version, known: Version | null): boolean {
  return known === null || if_seq_no > known.if_seq_no;
}
