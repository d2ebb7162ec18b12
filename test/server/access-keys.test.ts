import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { AccessError, AccessKeys, type KeyWish } from '../../server/access/index.js';
import { KeyFile } from '../../server/access/key-file.js';
import { describeKeyStore } from '../contracts/key-store.js';
import { newFiles } from '../new-files.js';

const { newFile } = newFiles('keys', 'sqlite');
describeKeyStore('SQLite', () => KeyFile.open(newFile()));

const wish: KeyWish = { name: '编辑部', scopes: ['write'], origins: [], rate: null, expiresAt: null };

describe('keys', () => {
  let folder: string;
  let file: string;
  let keys: AccessKeys;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xunwen-keys-'));
    file = join(folder, 'keys.sqlite');
    keys = await AccessKeys.open(file);
  });
  afterEach(async () => {
    await keys.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const reopened = async (): Promise<AccessKeys> => {
    await keys.close();
    return (keys = await AccessKeys.open(file));
  };

  it('are known by their text, also after a restart', async () => {
    const { key, text } = await keys.create(wish);
    assert.match(text, /^xw_[0-9a-f]{12}_[\w-]{43}$/);
    assert.deepEqual(keys.find(text), key);
    assert.deepEqual((await reopened()).find(text), key);
    assert.deepEqual(keys.list(), [key]);
  });

  it('are never the same', async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => keys.create(wish)));
    assert.equal(new Set(made.map(({ text }) => text)).size, 50);
    assert.equal(new Set(made.map(({ key }) => key.id)).size, 50);
  });

  it('stand in no file of the folder', async () => {
    const { text } = await keys.create(wish);
    // It may hold an underscore itself.
    const secret = text.split('_').slice(2).join('_');
    assert.equal(secret.length, 43);
    await keys.close();
    assert.ok(!readFileSync(file).includes(secret));
    keys = await AccessKeys.open(file);
  });

  it('are none with one character changed, cut off, or of another key', async () => {
    const [one, other] = [await keys.create(wish), await keys.create(wish)];
    const last = one.text.endsWith('A') ? 'B' : 'A';
    const mixed = `xw_${one.key.id}_${other.text.split('_').slice(2).join('_')}`;
    for (const text of [one.text.slice(0, -1) + last, one.text.slice(0, -1), `${one.text}A`, '', 'xw_', mixed]) {
      assert.equal(keys.find(text), undefined, text);
    }
  });

  it('are no good once revoked, also after a restart', async () => {
    const { key, text } = await keys.create(wish);
    assert.deepEqual(await keys.revoke(key.id), key);
    assert.equal(keys.find(text), undefined);
    assert.equal(await keys.revoke(key.id), undefined);
    assert.equal((await reopened()).find(text), undefined);
  });

  it('say whether some allow what is asked', async () => {
    assert.equal(keys.someAllow('write'), false);
    await keys.create({ ...wish, scopes: ['search'] });
    assert.equal(keys.someAllow('write'), false);
    await keys.create({ ...wish, scopes: ['admin'] });
    assert.equal(keys.someAllow('write'), true);
  });

  it('are not read from a database of another program, nor of a newer version', async () => {
    const other = join(folder, 'other.sqlite');
    new SqliteDatabase(other).exec('CREATE TABLE bookmarks (url TEXT)').close();
    await assert.rejects(AccessKeys.open(other), AccessError);
    const database = new SqliteDatabase(file);
    database.pragma('user_version = 2');
    database.close();
    await assert.rejects(AccessKeys.open(file), /a newer xunwen made it, version 2/);
    writeFileSync(join(folder, 'text.sqlite'), 'no database at all, but a text that is long enough');
    await assert.rejects(AccessKeys.open(join(folder, 'text.sqlite')), /restore it from a backup/);
  });
});
