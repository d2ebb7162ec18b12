import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, lines, newFolder, startService, xunwen } from './cli-process.js';

/** Runs a command on a data folder. */
async function on(data: string, ...args: readonly string[]): Promise<Awaited<ReturnType<typeof xunwen>>> {
  return xunwen([...args, '--data', data]);
}

describe('xunwen dict', function () {
  this.timeout(120_000);
  afterEach(cleanUp);

  it('reaches a running service, which keeps the words over a kill', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'news.ndjson');
    writeFileSync(file, lines('揽月大桥通车', '揽月湖起雾'));
    await on(data, 'index', file);
    const words = async (url: string): Promise<string> => (await fetch(`${url}/api/suggest?q=%E6%8F%BD`)).text();
    const first = await startService(data);
    const added = await on(data, 'dict', 'add', '攬月大橋', '--frequency', '2000', '--tag', 'ns');
    assert.deepEqual([added.code, added.stderr], [0, '1 word changed; 1 article analysed again\n']);
    assert.match(await words(first.url), /"揽月大桥"/);
    await first.end('SIGKILL');
    const second = await startService(data);
    assert.match(await words(second.url), /"揽月大桥"/);
    assert.equal((await on(data, 'dict', 'list')).stdout, '揽月大桥 2000 ns\n');
    const inPart = await on(data, 'dict', 'add', 'c++');
    assert.match(inPart.stderr, /\nc\+\+ is still cut, as c: signs at its ends cannot be taught\n$/);
    const low = await on(data, 'dict', 'add', '我们的', '--frequency', '1');
    assert.match(low.stderr, /\n我们的 is still cut, as 我们 \/ 的: give it a higher frequency\n$/);
    await on(data, 'dict', 'remove', 'c++', '我们的');
    const gone = await on(data, 'dict', 'remove', '揽月大桥', '没有');
    assert.deepEqual([gone.code, gone.stderr], [0, '1 word changed; 1 article analysed again\n']);
    assert.equal((await on(data, 'dict', 'list', '--json')).stdout, '{"words":[]}\n');
  });

  it('takes all words of a file or none, and says which line is bad', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'names.txt');
    writeFileSync(file, '林远帆 nr\n青禾市 300\n');
    const taken = await on(data, 'dict', 'import', file);
    assert.deepEqual(taken.stderr, '2 words changed; the next start analyses again the articles that hold them\n');
    writeFileSync(file, '南屿 ns\n坏词 0\n');
    const refused = await on(data, 'dict', 'import', file);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^xunwen: .*names\.txt, line 2: the frequency "0" is not a whole number/);
    assert.equal((await on(data, 'dict', 'list')).stdout, '林远帆 nr\n青禾市 300\n');
    const none = await on(data, 'dict', 'import', join(folder, 'none.txt'));
    assert.deepEqual([none.code, /none\.txt cannot be read/.test(none.stderr)], [1, true]);
  });

  it('removes from a running service more words than one request can name, as synonyms too', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'names.txt');
    const han = (i: number): string => String.fromCodePoint(0x4e00 + i);
    const names = Array.from({ length: 800 }, (_, i) => `林${han(i)}${han(i + 900)}帆`);
    writeFileSync(file, names.map((name) => `${name}\n`).join(''));
    await on(data, 'dict', 'import', file);
    writeFileSync(file, names.map((name) => `${name} ${name}号\n`).join(''));
    await on(data, 'synonyms', 'import', file);
    await startService(data);
    const gone = await on(data, 'dict', 'remove', ...names);
    assert.deepEqual([gone.code, gone.stderr], [0, '800 words changed; 0 articles analysed again\n']);
    assert.equal((await on(data, 'dict', 'list')).stdout, '');
    assert.equal((await on(data, 'synonyms', 'remove', ...names)).stderr, '0 rules added, 800 removed\n');
    assert.equal((await on(data, 'synonyms', 'list')).stdout, '');
  });

  const wrongWords: readonly (readonly [args: readonly string[], fault: RegExp])[] = [
    [['两 词'], /'两 词' is invalid .*without white space/],
    [['#词'], /'#词' is invalid .*without white space/],
    [['。'], /"。"/],
    [['揽月桥', '--frequency', 'abc'], /--frequency .*'abc' is invalid.*from 1 to 999999999/],
    [['揽月桥', '--frequency', '0'], /--frequency .*'0' is invalid/],
    [['揽月桥', '--frequency', '9 n'], /--frequency .*'9 n' is invalid/],
    [['揽月桥', '--tag', '7'], /--tag .*'7' is invalid.*a letter first/],
  ];
  it('refuses what is no word, frequency or tag, and keeps the word as it was', async () => {
    const data = join(newFolder(), 'data');
    await on(data, 'dict', 'add', '揽月桥', '--frequency', '7');
    for (const [args, fault] of wrongWords) {
      const { code, stderr } = await on(data, 'dict', 'add', ...args);
      assert.equal(code, 1, args.join(' '));
      assert.match(stderr, fault);
    }
    assert.equal((await on(data, 'dict', 'list')).stdout, '揽月桥 7\n');
  });
});

describe('xunwen synonyms', function () {
  this.timeout(120_000);
  afterEach(cleanUp);

  it('are in force at once in a running service, and stay', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'news.ndjson');
    writeFileSync(file, lines('北大西洋公约组织开会', '世界卫生组织开会'));
    await on(data, 'index', file);
    const service = await startService(data);
    const found = async (q: string): Promise<unknown> => {
      const answer = await fetch(`${service.url}/api/search?q=${encodeURIComponent(q)}`);
      return JSON.parse(await answer.text());
    };
    const total = async (q: string): Promise<unknown> => Object(await found(q)).total;
    assert.equal(await total('北约'), 0);
    assert.equal((await on(data, 'synonyms', 'add', '北約', '北大西洋公约组织')).stderr, '1 rule added, 0 removed\n');
    assert.equal((await on(data, 'synonyms', 'add', '世卫', '=>', '世界卫生组织')).stderr, '1 rule added, 0 removed\n');
    assert.deepEqual([await total('北约'), await total('世卫')], [1, 1]);
    assert.equal((await on(data, 'synonyms', 'remove', '北约')).stderr, '0 rules added, 1 removed\n');
    assert.equal(await total('北约'), 0);
    await service.end('SIGTERM');
    assert.equal((await on(data, 'synonyms', 'list')).stdout, '世卫 => 世界卫生组织\n');
    assert.equal(
      (await on(data, 'synonyms', 'list', '--json')).stdout,
      '{"rules":[{"words":["世卫"],"to":["世界卫生组织"]}]}\n',
    );
  });

  it('are taken from a file, all or none', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'synonyms.txt');
    writeFileSync(file, '北约, NATO\n世卫\n');
    const refused = await on(data, 'synonyms', 'import', file);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /synonyms\.txt, line 2: a group needs two different words/);
    writeFileSync(file, '北约, NATO\n世卫, WHO\n');
    assert.equal((await on(data, 'synonyms', 'import', file)).stderr, '2 rules added, 0 removed\n');
    assert.equal((await on(data, 'synonyms', 'list')).stdout, '北约, nato\n世卫, who\n');
  });

  it('refuses an argument that would become several words, or none', async () => {
    const data = join(newFolder(), 'data');
    for (const wrong of ['北 约', '北　约', 'A,B', '甲，乙', '甲、乙', 'A=>B', '甲＝＞乙', '#', '#甲', '']) {
      const { code, stderr } = await on(data, 'synonyms', 'add', wrong, '北大西洋公约组织');
      assert.equal(code, 1, wrong);
      assert.match(stderr, /^error: .* is invalid .*It has to be (?:one|a) word/);
    }
    assert.equal((await on(data, 'synonyms', 'list')).stdout, '');
  });
});
