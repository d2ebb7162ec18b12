import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { pino } from 'pino';
import { openAccess } from '../../server/cli/access.js';
import { openEngine } from '../../server/compose.js';
import { FolderStorage } from '../../server/storage/index.js';
import { loadConfig, type Config } from '../../server/config.js';
import { DataFolder } from '../../server/data-folder/index.js';
import { startServer } from '../../server/start-server.js';

const root = mkdtempSync(join(tmpdir(), 'xunwen-opening-'));
after(() => rmSync(root, { recursive: true }));

let folders = 0;

/** The settings for a data folder of its own; the port is any free one. */
function newConfig(): Config {
  const dataFolder = join(root, String(folders++));
  return loadConfig({ environment: {}, flags: { dataFolder, port: '0', logLevel: 'silent' } });
}

function claim({ dataFolder }: Config): DataFolder {
  const folder = DataFolder.claim(dataFolder);
  assert.ok(folder !== null, 'the folder is taken');
  return folder;
}

/** Threads that a task started and has not ended. */
async function threadsLeftBy(task: () => Promise<void>): Promise<number> {
  const running = new Set<Worker>();
  let started = 0;
  const onThread = (thread: Worker): void => {
    started++;
    running.add(thread);
    thread.once('exit', () => running.delete(thread));
  };
  process.on('worker', onThread);
  await task();
  // The event of a thread comes with the next tick.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('worker', onThread);
  assert.equal(started, 1);
  const left = running.size;
  for (const thread of running) await Promise.all([once(thread, 'exit'), thread.terminate()]);
  return left;
}

/** What cannot be opened: a folder stands where a file of it should be. */
function spoil(config: Config, file: string): void {
  mkdirSync(join(config.dataFolder, file), { recursive: true });
}

describe('what cannot be opened', function () {
  this.timeout(60_000);

  for (const file of ['articles.sqlite', 'readers.sqlite']) {
    it(`leaves no thread of the engine: ${file}`, async () => {
      const config = newConfig();
      spoil(config, file);
      const folder = claim(config);
      const open = (): Promise<void> =>
        assert.rejects(openEngine({ storage: new FolderStorage(folder), config, log: () => undefined }));
      assert.equal(await threadsLeftBy(open), 0);
      folder.release();
    });
  }

  it('gives the folder of a command back', async () => {
    const config = newConfig();
    spoil(config, 'articles.sqlite');
    await assert.rejects(openAccess(config, { readOnly: false }));
    claim(config).release();
  });

  it('leaves nothing of a service whose preparation fails', async () => {
    const config = newConfig();
    const log = pino({ level: 'silent' });
    const prepare = (): Promise<void> => Promise.reject(new Error('no sample'));
    const start = async (): Promise<void> => {
      await assert.rejects(startServer({ folder: claim(config), config, log, prepare }), { message: 'no sample' });
    };
    assert.equal(await threadsLeftBy(start), 0);
    claim(config).release();
  });

  it('gives the folder of a service back whose port is taken', async () => {
    const config = newConfig();
    const log = pino({ level: 'silent' });
    const running = await startServer({ folder: claim(config), config, log });
    const port = Number(new URL(running.url).port);
    const other = { ...newConfig(), port };
    await assert.rejects(startServer({ folder: claim(other), config: other, log }), { name: 'ListenError' });
    claim(other).release();
    await running.stop();
    claim(config).release();
  });
});
