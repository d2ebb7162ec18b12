import type { Express } from 'express';
import type { Logger } from 'pino';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterError, type Article } from '../corpus/index.js';
import { MemoryQueryLog, Readers, Refreshing, type IndexLog, type Ingest, type OnStage } from '../indexer/index.js';
import { AccessKeys } from './access/index.js';
import { createApp, siteOf, type AppDeps } from './app.js';
import { Closers } from './closers.js';
import { openEngine, type Engine } from './compose.js';
import type { Config } from './config.js';
import { followSources, readPlan, type Following } from './crawl/index.js';
import { crawlFileIn, type DataFolder } from './data-folder/index.js';
import { engineFigures, timedIngest } from './metrics/index.js';
import { verifyIndex } from './keeping/index.js';
import { noKeys, notLoaded } from './not-loaded.js';
import { observe, type Observed } from './observe.js';
import { refusal } from './load/index.js';
import { Listener, type RequestHandler } from './owner/index.js';
import { openStorage } from './storage/index.js';

/** A service that answers. */
export interface RunningServer {
  readonly engine: Engine;
  /** Where readers find the page. */
  readonly url: string;
  /** Stops taking requests, lets running ones end (25 seconds at most), closes the engine, gives the folder back. */
  stop(): Promise<void>;
}

/** Milliseconds that running requests have to end in when the service stops. */
const patience = 25_000;
/** Seconds an upload of the owner may stand still: `xunwen index -` may wait long for its input. */
const ownerPatience = 86_400;

/** What a service is started with. */
export interface ServerOptions {
  readonly folder: DataFolder;
  readonly config: Config;
  readonly log: Logger;
  /** Done before the first search is answered. */
  readonly prepare?: ((engine: Engine) => Promise<void>) | undefined;
}

/**
 * Starts the service: listens at once, on the port and on the owner's socket, opens the engine, and answers searches
 * when that is done.
 * @param options the folder in it is given back where the start fails, too
 * @throws ListenError, FolderError, AccessError, CrawlError, and what `openEngine` throws; nothing is left open then
 */
export function startServer(options: ServerOptions): Promise<RunningServer> {
  const { folder, config, log, prepare } = options;
  const events: IndexLog = ({ level, message }) => log[level](message);
  return Closers.opening(async (closers) => {
    closers.add(() => folder.release());
    let engine: Engine | null = null;
    // Opened after the listeners, but requests may need it until those are closed.
    closers.add(() => engine?.close());
    const readers = await Readers.open(new MemoryQueryLog(), { log: events });
    const nobody = await AccessKeys.open(noKeys);
    let following: Following | null = null;
    const observed = observe({
      folder,
      config,
      log: events,
      articles: () => engine?.index.stats().articles ?? 0,
      sources: () => following?.status() ?? [],
    });
    closers.add(() => observed.close());
    const { metrics, watched } = observed;
    const listeners = await listen(
      options,
      observed,
      { ...notLoaded, readers, keys: nobody, metrics, watched },
      closers,
    );
    const storage = await untilReachable(() => openStorage(folder, config), events);
    closers.add(() => storage.close());
    const keys = await untilReachable(async () => AccessKeys.open(await storage.openKeys()), events);
    closers.add(() => keys.close());
    const onStage: OnStage = (...stage) => metrics.staged(...stage);
    engine = await untilReachable(() => openEngine({ storage, config, log: events, onStage }), events);
    metrics.watch(engineFigures(engine, folder.path));
    const ingest = timedIngest(engine.ingest, metrics);
    await prepare?.(engine);
    listeners.serve({ ...partsOf(engine), ingest, keys, metrics, watched });
    engine.readers.start();
    engine.snapshots.start();
    if (storage.isShared) closers.add(refreshing(engine, keys, events));
    observed.start();
    if (config.sources !== null) following = await follow(config.sources, folder, ingest, events);
    closers.add(() => following?.stop());
    return { engine, url: urlOf(config.host, listeners.port), stop: () => closers.close() };
  });
}

/** Milliseconds between two tries to reach a cluster. */
const tryEvery = 2000;

/** Opens something, and tries again while the cluster that it is in cannot be reached. */
async function untilReachable<T>(open: () => Promise<T>, log: IndexLog): Promise<T> {
  for (let isTold = false; ; isTold = true) {
    try {
      return await open();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      if (!isTold) log({ level: 'warn', message: `waiting: ${String(error)}` });
    }
    await sleep(tryEvery);
  }
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof ClusterError) return error.isUnreachable;
  return error instanceof Error && error.cause !== undefined && isUnreachable(error.cause);
}

/** Takes over what other processes change from now on. @returns what ends that */
function refreshing({ dictionary, synonyms, readers }: Engine, keys: AccessKeys, log: IndexLog): () => Promise<void> {
  const all = [
    { what: 'the dictionary', refresh: () => dictionary.refresh() },
    { what: 'the synonyms', refresh: () => synonyms.refresh() },
    { what: 'what readers type', refresh: () => readers.refresh() },
    { what: 'the keys', refresh: () => keys.refresh() },
  ];
  const looking = new Refreshing(all, log);
  looking.start();
  return () => looking.stop();
}

/** Follows the sources of a file from now on. */
async function follow(file: string, folder: DataFolder, ingest: Ingest, log: IndexLog): Promise<Following> {
  const sink = {
    write: async (article: Article) => void (await ingest.write([article])),
    remove: async (id: string) => void (await ingest.remove([id])),
  };
  return followSources({ plan: await readPlan(file), stateFile: crawlFileIn(folder.path), sink, log });
}

/** What the apps on both listeners answer with. */
type Parts = Omit<AppDeps, 'config' | 'log' | 'owner'>;

function partsOf({
  search,
  store,
  readers,
  dictionary,
  synonyms,
  index,
  isReachable,
}: Engine): Omit<Parts, 'keys' | 'metrics' | 'watched' | 'ingest'> {
  return {
    search,
    store,
    readers,
    dictionary,
    synonyms,
    stats: () => index.stats(),
    verify: () => verifyIndex(store, index),
    ready: () => true,
    isReachable,
  };
}

/** Where the service listens. */
interface Listeners {
  readonly port: number;
  /** Answers with these from now on. */
  readonly serve: (parts: Parts) => void;
}

async function listen(
  { folder, config, log }: ServerOptions,
  { admission }: Pick<Observed, 'admission'>,
  first: Parts,
  closers: Closers,
): Promise<Listeners> {
  const owner = { ...config, requestTimeout: ownerPatience };
  const outer = (parts: Parts): Express => createApp({ ...parts, config, log });
  const inner = (parts: Parts): Express => createApp({ ...parts, config: owner, log, owner: true });
  const listeners: Listener[] = [];
  closers.add(async () => {
    const ended = await Promise.all(listeners.map((listener) => listener.close(patience)));
    if (ended.includes(false)) log.warn('requests that did not end in time were cut off');
  });
  folder.removeStaleSocket();
  const refuse = refusal(siteOf(config), config.corsOrigins);
  const admitted = (parts: Parts): RequestHandler => admission.before(outer(parts), refuse);
  const outside = await Listener.onPort(config.host, config.port, admitted(first), { idle: config.requestTimeout });
  listeners.push(outside);
  const inside = await Listener.onSocket(folder.socketFile, inner(first));
  listeners.push(inside);
  const serve = (parts: Parts): void => {
    outside.handler = admitted(parts);
    inside.handler = inner(parts);
  };
  return { port: outside.port, serve };
}

function urlOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
