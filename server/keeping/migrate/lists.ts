import { isDeepStrictEqual } from 'node:util';
import { lineOf, lineOfRule, LiveDictionary, LiveSynonyms, readDictionary, type Use } from '../../../indexer/index.js';
import type { KeptKey } from '../../access/index.js';
import type { Storage } from '../../storage/index.js';

/** A list that a storage keeps besides its articles, open. */
export interface OpenList<T> {
  /** All entries, by what names each. */
  entries(): Promise<ReadonlyMap<string, T>>;
  /** Adds entries, or puts them in the place of those of the same name. */
  add(entries: readonly T[]): Promise<void>;
  close(): Promise<void>;
}

/** A kind of list. */
export interface ListKind<T> {
  /** What one entry is called, and several. */
  readonly names: readonly [string, string];
  /** @throws IndexerError, AccessError */
  readonly open: (storage: Storage) => Promise<OpenList<T>>;
  /** Whether an entry that stands there already stays. */
  readonly isEnough: (there: T, wanted: T) => boolean;
}

const nothing = (): Promise<void> => Promise.resolve();

/** As lines of a dictionary. */
export const dictionary: ListKind<string> = {
  names: ['dictionary word', 'dictionary words'],
  isEnough: isDeepStrictEqual,
  open: async ({ dictionary: file }) => {
    const words = await readDictionary({ own: file, operators: null });
    const live = new LiveDictionary({ file, words, engine: null });
    return {
      entries: () => Promise.resolve(new Map(live.list().map((word) => [word.word, lineOf(word)]))),
      add: async (lines) => void (await live.add(lines.join('\n'), file.path)),
      close: nothing,
    };
  },
};

/** As lines of rules; a rule is named by all it says. */
export const synonyms: ListKind<string> = {
  names: ['synonym rule', 'synonym rules'],
  isEnough: isDeepStrictEqual,
  open: async ({ synonyms: file }) => {
    const live = await LiveSynonyms.open(file);
    return {
      entries: () => Promise.resolve(new Map(live.current.rules.map(lineOfRule).map((line) => [line, line]))),
      add: async (lines) => void (await live.add(lines.join('\n'), file.path)),
      close: nothing,
    };
  },
};

export const keys: ListKind<KeptKey> = {
  names: ['key', 'keys'],
  isEnough: isDeepStrictEqual,
  open: async (storage) => {
    const store = await storage.openKeys();
    return {
      entries: async () =>
        new Map((await store.all()).map(({ key, hash }) => [key.id, { key, hash: new Uint8Array(hash) }])),
      add: async (kept) => {
        for (const one of kept) await store.add(one);
      },
      close: () => store.close(),
    };
  },
};

export const blockedWords: ListKind<string> = {
  names: ['blocked word', 'blocked words'],
  isEnough: isDeepStrictEqual,
  open: async (storage) => {
    const log = await storage.openQueryLog();
    return {
      entries: async () => new Map((await log.blocked()).map((word) => [word, word])),
      add: (words) => log.block(words),
      close: () => log.close(),
    };
  },
};

/** Uses that are written at once. */
const usesAtOnce = 500;

/** Counts are not added up, else they would be doubled where this is done again: the higher one stays. */
export const uses: ListKind<Use> = {
  names: ['count of what readers used', 'counts of what readers used'],
  isEnough: (there, wanted) => timesOf(there) > timesOf(wanted) || isDeepStrictEqual(there, wanted),
  open: async (storage) => {
    const log = await storage.openQueryLog();
    return {
      entries: async () => new Map((await log.uses()).map((use) => [`${use.kind} ${use.key}`, use])),
      add: async (some) => {
        for (let i = 0; i < some.length; i += usesAtOnce) await log.save(some.slice(i, i + usesAtOnce), []);
      },
      close: () => log.close(),
    };
  },
};

function timesOf({ typed, chosen }: Use): number {
  return typed + chosen;
}
