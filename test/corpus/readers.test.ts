import assert from 'node:assert/strict';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { pathSize, readJsonLines, readPath, samplePath, type Reading, type ReadOptions } from '../../corpus/index.js';
import { inFolder } from './in-folder.js';

/** A reading in short: `file:line title`, or `file:line code detail`. */
function brief(reading: Reading): string {
  const at = `${reading.file}:${reading.line ?? ''}`;
  return reading.kind === 'article' ? `${at} ${reading.article.title}` : `${at} ${reading.code} ${reading.detail}`;
}

async function collect(readings: AsyncIterable<Reading>): Promise<string[]> {
  const all: string[] = [];
  for await (const reading of readings) all.push(brief(reading));
  return all;
}

/** What the path in a folder with these files gives, with the folder's own path cut off. */
function read(
  files: Readonly<Record<string, string | Uint8Array>>,
  path: string = '',
  options?: ReadOptions,
): Promise<string[]> {
  return inFolder(files, async (folder) => {
    const all = await collect(readPath(join(folder, path), options));
    return all.map((line) => line.replace(`${folder}/`, ''));
  });
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const lines = (...titles: readonly string[]): string =>
  titles.map((title) => `${JSON.stringify({ title })}\n`).join('');
const fromText = (text: string): Promise<string[]> =>
  collect(readJsonLines(inChunks(Buffer.from(text), 7), { file: 'in' }));

describe('JSON lines', () => {
  it('are articles with their line numbers, blank lines counted but passed over', async () => {
    assert.deepEqual(await fromText('\ufeff{"title":"甲"}\r\n\n  \n{"title":"乙"}'), ['in:1 甲', 'in:4 乙']);
    assert.deepEqual(await fromText(''), []);
    assert.deepEqual(await fromText('\ufeff\n'), []);
  });

  it('with a bad one in the middle give all others, and its number and reason', async () => {
    const all = await fromText(
      `${lines('甲')}{"title":\n{"title":"乙","publishedAt":"昨天"}\n[1]\nnull\n${lines('丙')}`,
    );
    assert.equal(all.length, 6);
    assert.match(all[1] ?? '', /^in:2 invalid_article not JSON: /);
    assert.deepEqual(all.slice(2), [
      'in:3 invalid_article publishedAt: not a date',
      'in:4 invalid_article not an object',
      'in:5 invalid_article not an object',
      'in:6 丙',
    ]);
  });

  it('that are not UTF-8 are named', async () => {
    const bytes = Buffer.concat([
      Buffer.from(lines('甲')),
      Buffer.from('{"title":"caf\xe9"}\n', 'latin1'),
      Buffer.from(lines('乙')),
    ]);
    const all = await collect(readJsonLines(inChunks(bytes, 1000), { file: 'in' }));
    assert.deepEqual(all, ['in:1 甲', 'in:2 invalid_article not UTF-8', 'in:3 乙']);
  });

  it('over 8 MiB are passed over, and never held', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${lines('甲')}{"title":"`);
      for (let mebibytes = 0; mebibytes < 200; mebibytes++) yield Buffer.alloc(1024 * 1024, 'x');
      yield Buffer.from(`"}\n${lines('乙')}`);
    }
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    async function* watched(): AsyncGenerator<Uint8Array> {
      for await (const chunk of endless()) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        yield chunk;
      }
    }
    const all = await collect(readJsonLines(watched(), { file: 'in' }));
    assert.deepEqual(all, ['in:1 甲', 'in:2 invalid_article over 8388608 bytes', 'in:3 乙']);
    assert.ok(most < 150 * 1024 * 1024, `${most} bytes held`);
  });

  it('may be cut into chunks anywhere', async () => {
    const titles = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).filter((title) => title.trim() !== ''));
    await fc.assert(
      fc.asyncProperty(titles, fc.integer({ min: 1, max: 40 }), async (list, size) => {
        const whole = await collect(readJsonLines(inChunks(Buffer.from(lines(...list)), 1e9), { file: 'in' }));
        const cut = await collect(readJsonLines(inChunks(Buffer.from(lines(...list)), size), { file: 'in' }));
        assert.equal(whole.length, list.length);
        assert.deepEqual(cut, whole);
      }),
    );
  });

  it('are pulled no faster than they are read', async () => {
    let pulled = 0;
    async function* source(): AsyncGenerator<Uint8Array> {
      for (;;) {
        pulled++;
        yield Buffer.from(lines(`第${pulled}条`));
      }
    }
    for await (const reading of readJsonLines(source(), { file: 'in' })) if (reading.line === 3) break;
    assert.equal(pulled, 3);
  });

  it('throw what their source throws, after the lines before it', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${lines('甲')}{"ti`);
      throw new Error('gone');
    }
    const seen: string[] = [];
    await assert.rejects(async () => {
      for await (const reading of readJsonLines(broken(), { file: 'in' })) seen.push(brief(reading));
    }, /gone/);
    assert.deepEqual(seen, ['in:1 甲']);
  });

  it('nested a million deep are read, or refused, without harm', async () => {
    const deep = `{"title":"甲","x":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}\n`;
    const all = await collect(
      readJsonLines(inChunks(Buffer.from(deep + '['.repeat(1_000_000)), 65_536), { file: 'in' }),
    );
    assert.equal(all.length, 2);
    assert.equal(all[0], 'in:1 甲');
    assert.match(all[1] ?? '', /^in:2 invalid_article not JSON/);
  });
});

describe('a packed file', () => {
  const many = Array.from({ length: 5000 }, (_, at) => `第${at}条${(at * 7919) % 10007}`);

  it('is unpacked, also when it has several members', async () => {
    const packed = Buffer.concat([gzipSync(lines('甲', '乙')), gzipSync(lines('丙'))]);
    assert.deepEqual(await read({ 'a.jsonl.gz': packed }, 'a.jsonl.gz'), [
      'a.jsonl.gz:1 甲',
      'a.jsonl.gz:2 乙',
      'a.jsonl.gz:3 丙',
    ]);
  });

  it('that is torn gives what came before, and the line where it tore', async () => {
    const packed = gzipSync(lines(...many));
    const all = await read({ 'a.ndjson.gz': packed.subarray(0, packed.length / 2) }, 'a.ndjson.gz');
    const problem = all.pop() ?? '';
    assert.ok(all.length > 1000 && all.length < 4999);
    assert.deepEqual(
      all,
      many.slice(0, all.length).map((title, at) => `a.ndjson.gz:${at + 1} ${title}`),
    );
    assert.match(problem, new RegExp(`^a\\.ndjson\\.gz:${all.length + 1} unreadable the gzip data is torn or damaged`));
  });

  it('that is damaged gives what came before', async () => {
    const packed = gzipSync(lines(...many));
    packed.fill(0xff, packed.length / 2, packed.length / 2 + 100);
    const all = await read({ 'a.ndjson.gz': packed }, 'a.ndjson.gz');
    assert.ok(all.length > 100);
    assert.match(all.at(-1) ?? '', /unreadable the gzip data is torn or damaged/);
  });

  it('that is no gzip is a problem', async () => {
    assert.match(
      (await read({ 'a.ndjson.gz': lines('甲') }, 'a.ndjson.gz')).join(),
      /^a\.ndjson\.gz:1 unreadable the gzip/,
    );
  });
});

describe('a JSON file', () => {
  it('is an array of articles, each with its place, or one article', async () => {
    const array = JSON.stringify([{ title: '甲' }, { title: 7 }, { title: '丙' }]);
    assert.deepEqual(await read({ 'a.json': `\ufeff${array}` }, 'a.json'), [
      'a.json:1 甲',
      'a.json:2 invalid_article title: not text',
      'a.json:3 丙',
    ]);
    assert.deepEqual(await read({ 'a.json.gz': gzipSync(array) }, 'a.json.gz'), [
      'a.json.gz:1 甲',
      'a.json.gz:2 invalid_article title: not text',
      'a.json.gz:3 丙',
    ]);
    assert.deepEqual(await read({ 'A.JSON': '{"title":"甲"}' }, 'A.JSON'), ['A.JSON:1 甲']);
  });

  it('that is not JSON, or not UTF-8, is a problem', async () => {
    assert.match((await read({ 'a.json': '[{"title":' }, 'a.json')).join(), /^a\.json: unreadable not JSON: /);
    assert.deepEqual(await read({ 'a.json': Buffer.from([0x5b, 0xff, 0x5d]) }, 'a.json'), [
      'a.json: unreadable not UTF-8',
    ]);
  });
});

describe('standard input', () => {
  const from = (text: string | Uint8Array): Promise<string[]> =>
    collect(readPath('-', { stdin: Readable.from([Buffer.from(text)]) }));

  it('is JSON lines, or an array where it starts with a bracket', async () => {
    assert.deepEqual(await from(lines('甲', '乙')), ['-:1 甲', '-:2 乙']);
    assert.deepEqual(await from('\ufeff \n [{"title":"甲"}]'), ['-:1 甲']);
    assert.deepEqual(await from(' \n'), []);
  });

  it('may be packed', async () => {
    assert.deepEqual(await from(gzipSync(lines('甲', '乙'))), ['-:1 甲', '-:2 乙']);
    assert.deepEqual(await from(gzipSync('[{"title":"甲"}]')), ['-:1 甲']);
  });
});

describe('a folder', () => {
  const files = {
    'b.ndjson': lines('二'),
    'a.json': '[{"title":"一"}]',
    'c/d/e.jsonl': lines('三'),
    'c/f.txt': '四四四四四四\n正文。',
    'README.txt': '不是新闻。',
    'notes.md': '不是新闻。',
    '.hidden.ndjson': lines('藏'),
    '.git/x.ndjson': lines('藏'),
    'image.png': 'x',
    'index.ts': 'x',
  };

  it('is read through all its folders, in the order of names, files of other kinds passed over', async () => {
    assert.deepEqual(await read(files), ['a.json:1 一', 'b.ndjson:1 二', 'c/d/e.jsonl:1 三', 'c/f.txt: 四四四四四四']);
  });

  it('may hold links: to files they are read, to folders not, to nothing they are problems', async () => {
    await inFolder(files, async (folder) => {
      await symlink(join(folder, 'a.json'), join(folder, 'c', 'a.json'));
      await symlink(folder, join(folder, 'c', 'loop.json'));
      await symlink(join(folder, 'gone'), join(folder, 'c', 'z.json'));
      const all = await collect(readPath(join(folder, 'c')));
      assert.deepEqual(
        all.map((line) => line.replace(`${folder}/c/`, '')),
        ['a.json:1 一', 'd/e.jsonl:1 三', 'f.txt: 四四四四四四', 'z.json: unreadable no such file or folder'],
      );
    });
  });

  it('tells its size and the bytes read', async () => {
    await inFolder(files, async (folder) => {
      let bytes = 0;
      await collect(readPath(folder, { onBytes: (count) => (bytes += count) }));
      assert.equal(await pathSize(folder), bytes);
      assert.ok(bytes > 0);
      assert.equal(await pathSize(join(folder, 'gone')), 0);
    });
  });
});

describe('a path', () => {
  it('that is missing is a problem', async () => {
    assert.deepEqual(await read({}, 'gone.ndjson'), ['gone.ndjson: unreadable no such file or folder']);
  });

  it('of another ending is a problem that names the known ones', async () => {
    assert.deepEqual(await read({ 'a.csv': 'x' }, 'a.csv'), [
      'a.csv: unreadable not a kind of file that is read (.ndjson, .jsonl, .json, .txt, .html, .htm, .shtml, .xhtml, each also with .gz)',
    ]);
  });

  it('of the sample is read without a problem', async () => {
    for await (const reading of readPath(samplePath)) assert.equal(reading.kind, 'article', brief(reading));
  });
});
