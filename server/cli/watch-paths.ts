import { once } from 'node:events';
import { basename, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { watch } from 'chokidar';
import { isArticleFile } from '../../corpus/index.js';
import { tellFailure } from './failure.js';
import type { StopSignal } from './stop-signal.js';
import { counted, print, say } from './terminal.js';

/** A file is whole when it has not grown for so long. */
const settledMilliseconds = 500;
/** Before what failed is tried again: a service may be starting anew. */
const retryMilliseconds = 5000;

/**
 * Takes in paths, then each file in them that is new or changed, until the signal: files that change together are taken
 * together. The folder is not held meanwhile, so a service may start and stop. What fails is said and tried again.
 * @param take reads files into the index
 * @throws what the first `take` throws
 */
export async function watchPaths(
  paths: readonly string[],
  take: (files: readonly string[]) => Promise<unknown>,
  signal: StopSignal,
): Promise<void> {
  const changes = await Changes.in(paths);
  try {
    await take(paths);
    if (!signal.isReceived) print(`watching ${counted(paths.length, 'path')}; Ctrl-C ends it`);
    while (!signal.isReceived) {
      await Promise.race([changes.come(), signal.received]);
      if (!signal.isReceived) await takeChanged(changes, take, signal);
    }
  } finally {
    await changes.close();
  }
}

async function takeChanged(
  changes: Changes,
  take: (files: readonly string[]) => Promise<unknown>,
  signal: StopSignal,
): Promise<void> {
  const files = changes.draw();
  try {
    await take(files);
  } catch (error) {
    tellFailure(error, undefined);
    say('trying again in five seconds');
    changes.add(files);
    await Promise.race([wait(retryMilliseconds), signal.received]);
  }
}

/** The files that have changed and were not drawn yet. */
class Changes {
  readonly #files = new Set<string>();
  readonly #watcher: ReturnType<typeof watch>;
  #tell: () => void = () => undefined;

  private constructor(paths: readonly string[]) {
    const roots = new Set(paths.map((path) => resolve(path)));
    this.#watcher = watch([...paths], {
      ignoreInitial: true,
      ignored: (path) => basename(path).startsWith('.') && !roots.has(resolve(path)),
      awaitWriteFinish: { stabilityThreshold: settledMilliseconds, pollInterval: 100 },
    });
    const note = (file: string): void => {
      if (isArticleFile(file) || roots.has(resolve(file))) this.add([file]);
    };
    this.#watcher.on('add', note).on('change', note);
    this.#watcher.on('error', (error) => say(`cannot watch all of it: ${String(error)}`));
  }

  /** Begins to watch; what changes from now on is noted. */
  static async in(paths: readonly string[]): Promise<Changes> {
    const changes = new Changes(paths);
    await once(changes.#watcher, 'ready');
    return changes;
  }

  add(files: readonly string[]): void {
    for (const file of files) this.#files.add(file);
    this.#tell();
  }

  /** Resolves when there are some. */
  async come(): Promise<void> {
    if (this.#files.size === 0) await new Promise<void>((resolve) => (this.#tell = resolve));
  }

  draw(): readonly string[] {
    const files = [...this.#files].sort();
    this.#files.clear();
    return files;
  }

  close(): Promise<void> {
    return this.#watcher.close();
  }
}
