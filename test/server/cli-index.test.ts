import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { samplePath } from '../../corpus/index.js';
import { cleanUp, lines, newFolder, Run, startService, xunwen } from './cli-process.js';

const main = fileURLToPath(new URL('../../server/cli/main.js', import.meta.url));

/** A file in a folder of its own. */
function fileWith(content: string): { folder: string; file: string } {
  const folder = newFolder();
  const file = join(folder, 'news.ndjson');
  writeFileSync(file, content);
  return { folder, file };
}

describe('xunwen', function () {
  this.timeout(60_000);
  after(cleanUp);

  /** The data folder of a service, beside which commands need not load the dictionaries. */
  let data = '';
  before(async () => {
    data = join(newFolder(), 'data');
    await startService(data);
  });

  it('prints its version and what there is', async () => {
    const version = await xunwen(['--version']);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
    const help = await xunwen(['--help']);
    assert.equal(help.code, 0);
    for (const command of ['serve', 'demo', 'index', 'read', 'search', 'stats']) {
      assert.match(help.stdout, new RegExp(`^  ${command} `, 'm'));
    }
  });

  it('refuses what it does not know', async () => {
    assert.equal((await xunwen(['fly'])).code, 1);
    const { code, stderr } = await xunwen(['index', '--wings', 'x']);
    assert.equal(code, 1);
    assert.match(stderr, /unknown option '--wings'/);
  });

  it('indexes, searches and counts without a service', async () => {
    const { file, folder } = fileWith(lines('揽月大桥通车', '春笋上市'));
    const alone = join(folder, 'data');
    const indexed = await xunwen(['index', file, '--data', alone]);
    assert.equal(indexed.code, 0, indexed.stderr);
    const { stdout } = await xunwen(['search', '大桥', '--data', alone]);
    assert.match(stdout, /^1 article [^\n]*\n\n1\. 揽月大桥通车\n/);
    const stats = await xunwen(['stats', '--json', '--data', alone]);
    const shape = z.object({
      articles: z.literal(2),
      isServed: z.literal(false),
      files: z.record(z.string(), z.number()),
    });
    assert.ok(shape.safeParse(JSON.parse(stats.stdout)).success, stats.stdout);
  });

  describe('index', () => {
    it('takes the good lines, tells of the bad ones with file and line, and ends with 0', async () => {
      const { file } = fileWith(`${lines('揽月大桥通车')}not JSON\n${lines('春笋上市')}{"id":"x"}\n`);
      const { code, stdout, stderr } = await xunwen(['index', file, '--data', data]);
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^2 articles in, 2 problems, [\d.]+ s \([\d ]+\/s\)\n$/);
      const [first = '', second = '', ...rest] = stderr.trimEnd().split('\n');
      assert.ok(first.startsWith(`${file}:2: not JSON`), first);
      assert.ok(second.startsWith(`${file}:4: `), second);
      assert.deepEqual(rest, []);
    });

    it('tells of the first 20 problems and counts the others', async () => {
      const { file } = fileWith(`${'{}\n'.repeat(33)}${lines('一')}`);
      const { stderr, stdout } = await xunwen(['index', file, '--data', data]);
      const told = stderr.trimEnd().split('\n');
      assert.equal(told.length, 21);
      assert.equal(told.at(-1), '… and 13 more problems');
      assert.match(stdout, /^1 article in, 33 problems, /);
    });

    it('ends with 2 where nothing at all could be read', async () => {
      const { file, folder } = fileWith('not JSON\n');
      const none = join(folder, 'none.ndjson');
      const { code, stdout, stderr } = await xunwen(['index', file, none, '--data', data]);
      assert.equal(code, 2);
      assert.match(stdout, /^0 articles in, 2 problems, [\d.]+ s\n$/);
      assert.ok(stderr.includes(`${none}: no such file or folder`));
    });

    it('reads standard input, by other names of the fields', async () => {
      const input = '{"headline":"塔吊拆除","text":{"plain":"主塔高216米。"}}\n';
      const map = 'title=headline,body=text.plain';
      const { code, stderr } = await xunwen(['index', '-', '--map', map, '--data', data], { input });
      assert.equal(code, 0, stderr);
      assert.match((await xunwen(['search', '主塔', '--data', data])).stdout, /塔吊拆除/);
    });

    it('refuses a map that names no field of an article', async () => {
      const { code, stderr } = await xunwen(['index', '-', '--map', 'colour=red', '--data', data]);
      assert.equal(code, 1);
      assert.match(stderr, /^xunwen: "colour": not a field of an article[^\n]*\n$/);
    });

    it('takes any number of batches', async () => {
      const titles = Array.from({ length: 1001 }, (_, i) => `连载第${i}回`);
      const { stdout, stderr } = await xunwen(['index', '-', '--data', data], { input: lines(...titles) });
      assert.match(stdout, /^1 001 articles in, 0 problems, /, stderr);
      assert.match((await xunwen(['search', '连载', '--data', data])).stdout, /^1 001 articles /);
    });

    it('writes what it has read on Ctrl-C, and ends with 130', async () => {
      const alone = join(newFolder(), 'data');
      const env = { XUNWEN_LOG_LEVEL: 'debug' };
      const run = new Run(['index', '-', '--data', alone], { keepInputOpen: true, input: lines('揽月大桥通车'), env });
      await run.says(/index ready/);
      await wait(200);
      run.child.kill('SIGINT');
      await wait(200);
      run.child.stdin?.end(lines('春笋上市'));
      const { code, stdout } = await run.ended;
      assert.equal(code, 130);
      assert.match(stdout, /^stopped: [12] articles? in, /);
      assert.match((await xunwen(['search', '大桥', '--data', alone])).stdout, /^1 article /);
    });
  });

  describe('read', () => {
    it('prints one article a line, stores nothing, and ends with 2 where there is none', async () => {
      const { file, folder } = fileWith(`${lines('揽月大桥通车', '春笋上市')}[]\n`);
      const { code, stdout, stderr } = await xunwen(['read', file], { cwd: folder });
      assert.equal(code, 0);
      const article = z.object({ title: z.string() });
      const titles = stdout
        .trimEnd()
        .split('\n')
        .map((line) => article.parse(JSON.parse(line)).title);
      assert.deepEqual(titles, ['揽月大桥通车', '春笋上市']);
      assert.ok(stderr.startsWith(`${file}:3: `));
      assert.equal(existsSync(join(folder, 'data')), false);
      assert.equal((await xunwen(['read', join(folder, 'none.json')])).code, 2);
    });

    it('explains where the fields of a page come from, and what else it says', async () => {
      const { file } = fileWith(lines('揽月大桥通车'));
      const page = join(samplePath, 'pages', 'tea-auction.html');
      const { code, stdout, stderr } = await xunwen(['read', '--explain', page, file]);
      assert.equal(code, 0);
      assert.match(stdout, /tea-auction\.html: an article\n/);
      assert.match(stdout, /^ {2}publishedAt {2}2026-03-25T08:05:12\+08:00 {2}\(json-ld pubDate, 0\.70\)$/m);
      assert.match(stdout, /^ {2}editor {7}-$/m);
      assert.match(stdout, /^ {15}also {2}\(json-ld title, 0\.60\)$/m);
      assert.match(stdout, /^ {2}body {9}4 paragraphs, \d+ characters, 1 image$/m);
      assert.match(stderr, /news\.ndjson: no saved web page, nothing to explain\n/);
      assert.equal((await xunwen(['read', '--explain', file])).code, 2);
    });

    it('takes rules for sites, and names the host and field of one that is wrong', async () => {
      const { folder } = fileWith('');
      const page = join(samplePath, 'pages', 'ferry.html');
      const rules = join(folder, 'rules.json');
      writeFileSync(rules, '{"news.example": {"section": "nav a:last-child"}}');
      assert.match((await xunwen(['read', '--rules', rules, page])).stdout, /"section":"文化"/);
      writeFileSync(rules, '{"news.example": {"section": "a["}}');
      for (const command of ['read', 'index']) {
        const { code, stderr } = await xunwen([command, '--rules', rules, page], { cwd: folder });
        assert.equal(code, 1);
        assert.match(stderr, /news\.example section: not a selector/);
      }
    });

    it('ends quietly when nobody reads on', () => {
      const { file } = fileWith(lines(...Array.from({ length: 5000 }, (_, i) => `第${i}条`)));
      const shell = `"${process.execPath}" "${main}" read "${file}" | head -n 1`;
      const { stdout, stderr } = spawnSync('sh', ['-c', shell], { encoding: 'utf8' });
      assert.match(stdout, /^\{.*第0条.*\}\n$/);
      assert.equal(stderr, '');
    });
  });

  describe('search', () => {
    it('shows hits with their marks in colour where asked, plain where not, and whole as JSON', async () => {
      await xunwen(['index', '-', '--data', data], { input: lines('<望舒灯塔> & 渔港') });
      const wanted = /^1 article \([\d.]+ ms\)\n\n1\. <望舒灯塔> & 渔港\n {3}[^\n]+\n {3}<望舒灯塔> & 渔港的正文。\n$/;
      for (const CI of ['', 'true']) {
        const plain = await xunwen(['search', '灯塔', '--data', data], { env: { CI } });
        assert.equal(plain.code, 0);
        assert.match(plain.stdout, wanted);
      }
      const colored = await xunwen(['search', '灯塔', '--data', data], { env: { FORCE_COLOR: '1' } });
      assert.ok(colored.stdout.includes('\u001B[31m灯塔\u001B[39m'), JSON.stringify(colored.stdout));
      const json = await xunwen(['search', '灯塔', '--json', '--data', data]);
      assert.match(json.stdout, /"title": "&lt;望舒<mark>灯塔<\/mark>&gt; &amp; 渔港"/);
    });

    it('says so where it finds nothing, or only some of the words', async () => {
      const none = await xunwen(['search', '鸵鸟赛跑', '--data', data]);
      assert.equal(none.stdout, 'nothing found for 鸵鸟赛跑\n');
      await xunwen(['index', '-', '--data', data], { input: lines('青岚茶叶') });
      const some = await xunwen(['search', '茶叶 鸵鸟', '--data', data]);
      assert.match(some.stdout, /^1 article [^\n]*, none holds all words; on none of these: 鸵鸟\n/);
    });

    it('offers a word that is likely meant', async () => {
      await xunwen(['index', '-', '--data', data], { input: lines('望舒灯塔亮灯') });
      const { stdout } = await xunwen(['search', '灯榻', '--data', data]);
      assert.equal(stdout, 'nothing found for 灯榻\ndid you mean: 灯塔\n');
    });

    it('takes a query that begins with a word not wanted, and still knows its options', async () => {
      await xunwen(['index', '-', '--data', data], { input: lines('鹭岛机场', '鹭岛码头') });
      const { stdout, stderr } = await xunwen(['search', '-码头', '鹭岛', '--data', data]);
      assert.match(stdout, /^1 article [^]*鹭岛机场/, stderr);
      const behind = await xunwen(['search', '--data', data, '--', '-码头', '--sise']);
      assert.equal(behind.code, 0, behind.stderr);
      const { code, stderr: said } = await xunwen(['search', '鹭岛', '--sise', '5', '--data', data]);
      assert.equal(code, 1);
      assert.match(said, /unknown option '--sise'/);
    });

    it('makes no data folder where none is', async () => {
      const none = join(newFolder(), 'none');
      for (const command of [['search', '鹭岛'], ['stats']]) {
        const { code, stderr } = await xunwen([...command, '--data', none]);
        assert.equal(code, 1);
        assert.equal(stderr, `xunwen: there is no data folder ${none}; nothing has been indexed into it\n`);
        assert.equal(existsSync(none), false);
      }
    });

    it('takes filters, repeated too', async () => {
      const sections = ['时政', '经济', '体育'].map((section) => ({ id: section, title: `${section}隧道`, section }));
      const input = sections.map((article) => `${JSON.stringify(article)}\n`).join('');
      await xunwen(['index', '-', '--data', data], { input });
      const { stdout } = await xunwen(['search', '--section', '时政', '--section', '体育', '隧道', '--data', data]);
      assert.match(stdout, /^2 articles /);
      assert.doesNotMatch(stdout, /经济/);
    });

    it('refuses a wrong parameter in one sentence', async () => {
      const { code, stderr } = await xunwen(['search', '大桥', '--size', '101', '--data', data]);
      assert.equal(code, 1);
      assert.match(stderr, /^xunwen: size: 101 is over 100\n$/);
    });
  });

  describe('failures', () => {
    it('are one sentence and 1: a data folder that is a file, lies below one, or cannot be made', async () => {
      const { file } = fileWith('mine');
      for (const data of [file, join(file, 'below'), '/proc/xunwen']) {
        const { code, stderr } = await xunwen(['index', '-', '--data', data]);
        assert.equal(code, 1);
        assert.match(stderr, /^xunwen: the data folder \S+ cannot be used: [^\n]+\n$/);
      }
    });

    it('show the stack where the log is to show all', async () => {
      const { file } = fileWith('mine');
      const { stderr } = await xunwen(['stats', '--data', file], { env: { XUNWEN_LOG_LEVEL: 'debug' } });
      assert.match(stderr, /\n {4}at /);
    });

    it('are one sentence and 1: a store that is damaged', async () => {
      const data = join(newFolder(), 'data');
      mkdirSync(data);
      writeFileSync(join(data, 'articles.sqlite'), 'no database at all, just words\n'.repeat(99));
      const { code, stderr } = await xunwen(['stats', '--data', data]);
      assert.equal(code, 1);
      assert.match(stderr, /^xunwen: [^\n]*articles\.sqlite[^\n]*\n$/);
    });
  });
});
