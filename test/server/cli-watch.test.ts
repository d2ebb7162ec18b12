import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, lines, newFolder, Run, startService, titlesAt, xunwen } from './cli-process.js';

describe('xunwen index --watch', function () {
  this.timeout(120_000);
  afterEach(cleanUp);

  /** Waits until it has said a pattern so many times. */
  const saysTimes = async (run: Run, pattern: RegExp, times: number): Promise<void> => {
    await run.says(new RegExp(`(?:${pattern.source}[^]*){${times}}`));
  };

  it('takes in what comes and changes beside a service, and leaves what is deleted', async () => {
    const folder = newFolder();
    const [data, news] = [join(folder, 'data'), join(folder, 'news')];
    mkdirSync(news);
    writeFileSync(join(news, 'a.ndjson'), lines('大桥通车'));
    const service = await startService(data);
    const run = new Run(['index', news, '--watch', '--data', data]);
    await run.says(/watching 1 path/);
    writeFileSync(join(news, 'b.ndjson'), lines('春茶上市', '春茶涨价'));
    await run.says(/2 articles in/);
    mkdirSync(join(news, 'later'));
    writeFileSync(
      join(news, 'later', 'page.txt'),
      '大雾预警\n2026-11-23 10:05 来源：澜江日报\n沿海今晨有大雾，航班延误。\n',
    );
    await saysTimes(run, /1 article in/, 2);
    writeFileSync(join(news, 'a.ndjson'), lines('大桥通车', '大桥限行'));
    await saysTimes(run, /2 articles in/, 2);
    rmSync(join(news, 'b.ndjson'));
    writeFileSync(join(news, '.hidden.ndjson'), lines('隐藏'));
    writeFileSync(join(news, 'notes.doc'), '不是新闻');
    writeFileSync(join(news, 'c.ndjson'), lines('寒潮来袭'));
    await saysTimes(run, /1 article in/, 3);
    assert.deepEqual((await titlesAt(service.url, '大桥')).sort(), ['大桥通车', '大桥限行'].sort());
    assert.equal((await titlesAt(service.url, '春茶')).length, 2);
    assert.deepEqual(await titlesAt(service.url, '大雾'), ['大雾预警']);
    assert.deepEqual(await titlesAt(service.url, '隐藏'), []);
    const { code, stdout } = await run.end('SIGINT');
    assert.equal(code, 0);
    assert.equal(stdout.match(/ in, /g)?.length, 5);
  });

  it('goes on when the service that has the folder starts anew', async () => {
    const folder = newFolder();
    const [data, news] = [join(folder, 'data'), join(folder, 'news')];
    mkdirSync(news);
    writeFileSync(join(news, 'a.ndjson'), lines('大桥通车'));
    const first = await startService(data);
    const run = new Run(['index', news, '--watch', '--data', data]);
    await run.says(/watching 1 path/);
    await first.end('SIGTERM');
    const second = await startService(data);
    writeFileSync(join(news, 'b.ndjson'), lines('春茶上市'));
    await saysTimes(run, /1 article in/, 2);
    assert.deepEqual(await titlesAt(second.url, '春茶'), ['春茶上市']);
  });

  it('does not watch standard input', async () => {
    const { code, stderr } = await xunwen(['index', '-', '--watch', '--data', join(newFolder(), 'data')]);
    assert.notEqual(code, 0);
    assert.match(stderr, /standard input cannot be watched/);
  });
});
