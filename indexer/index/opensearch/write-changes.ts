import {
  documentId,
  writeDocuments,
  type ClusterConnection,
  type StoreChange,
  type StoredArticle,
  type Write,
} from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import { cutAhead } from '../cut-ahead.js';
import { searchDocument, type SearchDocument } from './search-document.js';
import type { ListingStore } from './catch-up.js';
import type { IndexPlace } from './search-indices.js';
import type { Teller } from './story-groups.js';
import { tellStories, type Incoming } from './tell-stories.js';
import { textsOfStore } from './texts-of-store.js';

/** Where changes of the store are to be found, and how they are made ready. */
export interface ChangeTarget {
  readonly connection: ClusterConnection;
  readonly index: string;
  /** An alias of the index alone, by which it is written: where the index is gone none is made by a late write. */
  readonly address: string;
  readonly analyzer: Analyzer;
  /** Folded characters an article, by which impacts are computed: the same for all of an index. */
  readonly averageLength: number;
  /** Names this process. */
  readonly writer: string;
  /** The articles with these ids; `undefined` where there is none. */
  readonly articlesOf: (ids: readonly string[]) => Promise<readonly (StoredArticle | undefined)[]>;
  /** Their folded texts; empty where there is none. */
  readonly textsOf: (ids: readonly string[]) => Promise<readonly string[]>;
}

/** What a process works with that writes into indices. */
export interface ChangeParts {
  readonly connection: ClusterConnection;
  readonly store: ListingStore;
  readonly analyzer: Analyzer;
  /** Names this process. */
  readonly writer: string;
}

/** How a process writes into an index. */
export function targetOf({ store, ...parts }: ChangeParts, { name, address, averageLength }: IndexPlace): ChangeTarget {
  const { connection, analyzer, writer } = parts;
  const articlesOf: ChangeTarget['articlesOf'] = (ids) => store.get(ids);
  const textsOf = textsOfStore(store);
  return { connection, index: name, address, analyzer, averageLength, writer, articlesOf, textsOf };
}

/** A change that is no deletion. */
interface Written {
  readonly change: number;
  readonly stored: StoredArticle;
}

/** A document that is to be written again. */
export type Again = Pick<Teller, 'id' | 'change' | 'story'>;

/** Changes of the store, made ready for an index. */
export interface PreparedChanges {
  readonly changes: readonly StoreChange[];
  /** Of the articles among them. */
  readonly documents: readonly SearchDocument[];
}

/**
 * Makes changes ready to be written: texts are cut, which takes most of the time.
 * @throws IndexerError
 */
export async function prepareChanges(target: ChangeTarget, changes: readonly StoreChange[]): Promise<PreparedChanges> {
  const written = changes.flatMap(({ change, stored }) => (stored === null ? [] : [{ change, stored }]));
  return { changes, documents: await documentsOf(target, written) };
}

/**
 * Has searches find changes of the store, from when this resolves. A change that the index has, or a later one of the same
 * article, is left as it is: so they may come again, and in any order. Articles whose story has another name then are
 * written again.
 * @returns the documents that were written
 * @throws ClusterError, IndexerError; some of the changes may be found then
 */
export async function writePrepared(
  target: ChangeTarget,
  prepared: readonly PreparedChanges[],
): Promise<readonly SearchDocument[]> {
  const newest = new Map(prepared.flatMap(({ changes }) => changes.map((one) => [one.id, one] as const)));
  const ids = [...newest.keys()];
  const documents = prepared
    .flatMap((some) => some.documents)
    .filter(({ id, change }) => newest.get(id)?.change === change)
    .sort((a, b) => a.change - b.change);
  const textOfOne = (id: string): string => newest.get(id)?.stored?.folded.text ?? '';
  const stories = await tellStories(
    target,
    documents.map((document) => incoming(document, textOfOne(document.id))),
    ids,
  );
  const names = new Map([...stories].map(([{ id }, story]) => [id, story]));
  const renamed = [...stories].flatMap(([{ id, change }, story]) => (newest.has(id) ? [] : [{ id, change, story }]));
  const others = await again(target, renamed);
  const gone = [...newest.values()].filter(({ stored }) => stored === null);
  await writeDocuments(
    target.connection,
    target.address,
    [
      ...gone.map(({ id, change }) => ({ id: documentId(id), version: change, document: null })),
      ...documents.map((document) => toWrite(withStory(document, names.get(document.id) ?? null))),
      ...others.map((document) => ({ ...toWrite(document), again: true })),
    ],
    { refresh: true, byAlias: true },
  );
  return [...documents, ...others];
}

/** `prepareChanges` and `writePrepared` in one. */
export async function writeChanges(
  target: ChangeTarget,
  changes: readonly StoreChange[],
): Promise<readonly SearchDocument[]> {
  return writePrepared(target, [await prepareChanges(target, changes)]);
}

/**
 * Writes documents again from what the store has, as they are analysed now; found when it resolves.
 * @returns the documents
 * @throws ClusterError, IndexerError
 */
export async function writeAgain(target: ChangeTarget, wanted: readonly Again[]): Promise<readonly SearchDocument[]> {
  const documents = await again(target, wanted);
  const writes = documents.map((document) => ({ ...toWrite(document), again: true }));
  await writeDocuments(target.connection, target.address, writes, { refresh: true, byAlias: true });
  return documents;
}

async function again(target: ChangeTarget, wanted: readonly Again[]): Promise<readonly SearchDocument[]> {
  if (wanted.length === 0) return [];
  const articles = await target.articlesOf(wanted.map(({ id }) => id));
  const there = wanted.flatMap(({ change, story }, i) => {
    const stored = articles[i];
    return stored === undefined ? [] : [{ change, stored, story }];
  });
  const documents = await documentsOf(target, there);
  return documents.map((document, i) => withStory(document, there[i]?.story ?? null));
}

async function documentsOf(
  { analyzer, averageLength, writer }: ChangeTarget,
  written: readonly Written[],
): Promise<readonly SearchDocument[]> {
  const documents: SearchDocument[] = [];
  for await (const { item, terms } of cutAhead(written, ({ stored }) => stored.folded.text, analyzer)) {
    documents.push(searchDocument(item.stored, terms, { change: item.change, averageLength, writer }));
  }
  return documents;
}

function incoming({ id, change, time = Number.NaN, fingerprints }: SearchDocument, text: string): Incoming {
  return { id, change, time, story: null, text, fingerprints };
}

function withStory(document: SearchDocument, story: string | null): SearchDocument {
  return story === null ? document : { ...document, story };
}

function toWrite(document: SearchDocument): Write {
  return { id: documentId(document.id), version: document.change, document };
}
