import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  claimForService,
  DataFolder,
  fileSizes,
  FolderError,
  reachFolder,
  SnapshotKeeper,
  socketPath,
} from '../../server/data-folder/index.js';

const root = mkdtempSync(join(tmpdir(), 'xunwen-folder-'));
after(() => rmSync(root, { recursive: true }));

let folders = 0;
const newPath = (): string => join(root, String(folders++));

function claim(path: string): DataFolder {
  const folder = DataFolder.claim(path);
  assert.ok(folder !== null);
  return folder;
}

function refuses(path: string, message: RegExp): void {
  assert.throws(
    () => DataFolder.claim(path),
    (error) => error instanceof FolderError && error.code === 'unusable' && message.test(error.message),
  );
}

describe('a data folder', () => {
  it('is made with all folders above it, for its owner alone', () => {
    const path = join(newPath(), 'deep', 'er');
    const folder = claim(path);
    assert.equal(statSync(path).mode & 0o777, 0o700);
    folder.release();
  });

  it('keeps the mode that it has', () => {
    const path = newPath();
    mkdirSync(path, { mode: 0o750 });
    claim(path).release();
    assert.equal(statSync(path).mode & 0o777, 0o750);
  });

  it('is had by one at a time', () => {
    const path = newPath();
    const first = claim(path);
    assert.equal(DataFolder.claim(path), null);
    assert.equal(DataFolder.claim(path), null);
    first.release();
    claim(path).release();
  });

  it('is refused in one sentence where it is a file, lies below one, or cannot be made', () => {
    const file = newPath();
    writeFileSync(file, 'mine');
    refuses(file, /^the data folder \S+ cannot be used: it is a file, or a part of its path is$/);
    refuses(join(file, 'below'), /it is a file, or a part of its path is$/);
    refuses('/proc/xunwen', /^the data folder \/proc\/xunwen cannot be used: [^\n]+$/);
  });

  it('is refused where its lock is something else', () => {
    const path = newPath();
    mkdirSync(path);
    writeFileSync(join(path, 'xunwen.lock'), 'no database, certainly not\n'.repeat(50));
    refuses(path, /^the lock \S+xunwen\.lock cannot be taken: [^\n]+$/);
  });

  it('tells the sizes of the files in it', () => {
    const path = newPath();
    const folder = claim(path);
    assert.deepEqual(fileSizes(path), []);
    writeFileSync(folder.snapshotFile, '12345');
    assert.deepEqual(fileSizes(path), [{ name: 'index.snapshot', bytes: 5 }]);
    folder.release();
  });
});

describe('getting at a data folder', () => {
  it('waits for whoever has it without answering, and says so once', async () => {
    const path = newPath();
    const first = claim(path);
    let waits = 0;
    const reaching = reachFolder(path, () => waits++);
    setTimeout(() => first.release(), 500);
    const reached = await reaching;
    assert.equal(reached.kind, 'held');
    assert.equal(waits, 1);
    if (reached.kind === 'held') reached.folder.release();
  });

  it('leads to the service that has it; a second service is refused', async () => {
    const path = newPath();
    const folder = claim(path);
    const service = createServer().listen(folder.socketFile);
    const reached = await reachFolder(path, () => assert.fail('it waited'));
    assert.deepEqual(reached, { kind: 'served', socket: socketPath(folder.socketFile) });
    await assert.rejects(
      claimForService(path, () => assert.fail('it waited')),
      (error) => error instanceof FolderError && error.code === 'served' && error.message.includes(path),
    );
    service.close();
    folder.release();
  });

  it('is not misled by a socket that a killed service left', async () => {
    const path = newPath();
    const folder = claim(path);
    writeFileSync(folder.socketFile, '');
    folder.release();
    const reached = await reachFolder(path, () => assert.fail('it waited'));
    assert.ok(reached.kind === 'held');
    reached.folder.removeStaleSocket();
    assert.equal(statSync(reached.folder.socketFile, { throwIfNoEntry: false }), undefined);
    reached.folder.release();
  });
});

describe('the path of a socket', () => {
  it('is named from here where that is shorter', () => {
    const file = join(process.cwd(), 'data', 'xunwen.sock');
    assert.equal(socketPath(file), relative(process.cwd(), file));
    assert.equal(socketPath('/run/x.sock'), '/run/x.sock');
  });

  it('counts bytes, and is refused in one sentence where it is too long', () => {
    assert.throws(
      () => socketPath(`/srv/${'寻'.repeat(34)}/x.sock`),
      (error) =>
        error instanceof FolderError &&
        /is too long for a socket \(\d+ bytes\): put the data folder/.test(error.message),
    );
  });
});

/** As much of an index as the keeper sees. */
class CountingIndex {
  version = 0;
  saved: number[] = [];
  failing = false;

  async saveSnapshot(): Promise<void> {
    if (this.failing) throw new Error('the disk is full');
    this.saved.push(this.version);
  }
}

describe('the keeper of snapshots', () => {
  const pace = { look: 5, quiet: 40, busy: 200 };
  const fail = (error: unknown): never => assert.fail(String(error));
  const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it('writes one after writing has ceased, and no other until there is something new', async () => {
    const index = new CountingIndex();
    const keeper = new SnapshotKeeper(index, { savedVersion: 0, onFailure: fail, pace });
    keeper.start();
    await wait(80);
    assert.deepEqual(index.saved, []);
    index.version = 3;
    await wait(150);
    assert.deepEqual(index.saved, [3]);
    await keeper.stop();
    await keeper.save();
    assert.deepEqual(index.saved, [3]);
  });

  it('writes one now and then where writing never stops', async () => {
    const index = new CountingIndex();
    const keeper = new SnapshotKeeper(index, { savedVersion: 0, onFailure: fail, pace });
    const writing = setInterval(() => index.version++, 1);
    keeper.start();
    await wait(450);
    clearInterval(writing);
    await keeper.stop();
    assert.ok(index.saved.length >= 1 && index.saved.length <= 2, String(index.saved));
  });

  it('writes none of an index as it was opened', async () => {
    const index = new CountingIndex();
    const keeper = new SnapshotKeeper(index, { savedVersion: 0, onFailure: fail, pace });
    await keeper.save();
    assert.deepEqual(index.saved, []);
    index.version = 5;
    await keeper.save();
    assert.deepEqual(index.saved, [5]);
  });

  it('tells of a failure, and tries again', async () => {
    const index = new CountingIndex();
    index.failing = true;
    index.version = 1;
    const failures: unknown[] = [];
    const keeper = new SnapshotKeeper(index, { savedVersion: 0, onFailure: (error) => failures.push(error), pace });
    await keeper.save();
    index.failing = false;
    await keeper.save();
    assert.equal(failures.length, 1);
    assert.deepEqual(index.saved, [1]);
  });
});
