import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { MemoryArticleStore } from '../../corpus/index.js';
import { Analyzer, openFlexSearchIndex, type TermSpans } from '../../indexer/index.js';
import { Segmenter, startThread } from '../../indexer/analyzer/segmenter.js';
import { createIngest, IndexerError } from '../../indexer/index.js';
import { analyzer, article, snapshotPath } from './engine.js';

const run = promisify(execFile);

/** A segmenter, and the threads it has started so far. */
function watched(): { segmenter: Segmenter; threads: Worker[] } {
  const threads: Worker[] = [];
  const segmenter = new Segmenter('', (words) => {
    const thread = startThread(words);
    threads.push(thread);
    return thread;
  });
  return { segmenter, threads };
}

describe('the segmenter', () => {
  it('answers many requests at once, each with its own', async () => {
    const runs = ['副局长到场', '经济复苏', '揽月大桥', '国际论坛'];
    const answers = await Promise.all(runs.map((one) => analyzer.words([one])));
    assert.deepEqual(
      answers.map(([words = []]) => words.join('')),
      runs,
    );
  });

  it('says for each text of a batch which terms are its own, empty ones too', async () => {
    const spans = await analyzer.terms(['经济', '', '，。', '经济复苏']);
    assert.deepEqual(
      spans.map((one) => [...one]),
      [[0, 2], [], [], [0, 2, 2, 2]],
    );
  });

  it('lets the words of a query pass texts that are cut', async () => {
    const answered: string[] = [];
    const texts = Array.from({ length: 500 }, (_, i) => `揽月大桥第${i}次通车，副局长到场。`.repeat(10));
    const terms = analyzer.terms(texts).then((spans) => answered.push(`${spans.length} texts`));
    const words = analyzer.words(['经济复苏']).then(([cut]) => answered.push(String(cut)));
    await Promise.all([terms, words]);
    assert.deepEqual(answered, ['经济,复苏', '500 texts']);
  });

  it('starts a thread that died anew and asks it again', async () => {
    const { segmenter, threads } = watched();
    const asked = segmenter.words(['经济复苏']);
    await threads[0]?.terminate();
    assert.deepEqual(await asked, [['经济', '复苏']]);
    await threads[1]?.terminate();
    assert.deepEqual(await segmenter.words(['复苏']), [['复苏']]);
    assert.equal(threads.length, 3);
    await segmenter.close();
  });

  it('gives up what was asked when its thread dies again and again, and starts anew for what is asked next', async () => {
    let started = 0;
    const segmenter = new Segmenter('', (words) => {
      const thread = startThread(words);
      if (started++ < 3) void thread.terminate();
      return thread;
    });
    await assert.rejects(segmenter.words(['经济']), (error) => {
      assert.ok(error instanceof IndexerError);
      assert.equal(error.code, 'segmenter');
      assert.match(error.message, /ended 3 times in a row/);
      return true;
    });
    assert.deepEqual(await segmenter.words(['经济']), [['经济']]);
    await segmenter.close();
  });

  it('answers what was asked before it was closed, and refuses the rest', async () => {
    const { segmenter } = watched();
    const asked = segmenter.words(['经济']);
    const closed = segmenter.close();
    await assert.rejects(segmenter.words(['复苏']), { code: 'segmenter' });
    assert.deepEqual(await asked, [['经济']]);
    await closed;
  });

  it('does not keep a process alive', async () => {
    const index = new URL('../../indexer/index.js', import.meta.url).href;
    const code = `const { Analyzer } = await import('${index}');
      console.log(JSON.stringify(await new Analyzer().words(['经济'])));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { timeout: 20_000 });
    assert.equal(stdout, '[["经济"]]\n');
  });
});

/** Fails as one whose thread cannot be kept alive does, while it is told to. */
class FailingAnalyzer extends Analyzer {
  fails = false;

  override terms(texts: readonly string[]): Promise<readonly TermSpans[]> {
    return this.fails ? Promise.reject(new IndexerError('segmenter', 'told to fail')) : super.terms(texts);
  }
}

describe('an index whose analyzer fails', () => {
  it('takes what it missed with the next change, in order', async () => {
    const store = new MemoryArticleStore();
    const failing = new FailingAnalyzer();
    const index = await openFlexSearchIndex({
      store,
      analyzer: failing,
      snapshotFile: snapshotPath(),
      log: () => undefined,
    });
    const ingest = createIngest({ store, index });
    await ingest.write([article({ id: '1', title: '经济' })]);
    failing.fails = true;
    await assert.rejects(ingest.write([article({ id: '1', title: '复苏' })]), { code: 'segmenter' });
    assert.equal(index.stats().lastChange, 1);
    failing.fails = false;
    await ingest.write([article({ id: '2', title: '副局长' })]);
    assert.equal(index.stats().lastChange, 3);
    assert.deepEqual(await index.complete('复', 5), [
      { kind: 'word', text: '复苏' },
      { kind: 'title', id: '1' },
    ]);
    await index.close();
    await failing.close();
  });
});
