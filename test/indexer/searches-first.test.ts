import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterSearches, ownTurn, searching } from '../../indexer/searches-first.js';

describe('work beside searches', () => {
  it('goes on when the last of the searches that run has ended', async () => {
    const seen: string[] = [];
    const search = (name: string, turns: number): Promise<void> =>
      searching(async () => {
        for (let i = 0; i < turns; i++) await turn();
        seen.push(name);
      });
    const searches = [search('first', 2), search('second', 4)];
    await afterSearches();
    seen.push('work');
    await Promise.all(searches);
    assert.deepEqual(seen, ['first', 'second', 'work']);
  });

  it('goes on in the end, however long searches run', async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const search = searching(() => answered);
    await afterSearches();
    answer();
    await search;
  });

  it('goes on after a search that fails', async () => {
    const failing = searching(() => Promise.reject(new Error('no')));
    await assert.rejects(failing);
    await afterSearches();
  });

  it('has a slice a turn of the event loop, each who waits in order', async () => {
    const seen: string[] = [];
    const work = async (name: string): Promise<void> => {
      for (let slice = 0; slice < 3; slice++) {
        await afterSearches();
        seen.push(name);
      }
    };
    const counting = (async (): Promise<void> => {
      for (let i = 0; i < 8; i++) {
        await turn();
        seen.push('-');
      }
    })();
    await Promise.all([work('a'), work('b'), counting]);
    const slices = seen.join('').split('-');
    assert.ok(
      slices.every((done) => done.length <= 1),
      seen.join(''),
    );
    assert.equal(slices.join(''), 'ababab');
  });
});

describe('searches that run at once', () => {
  it('go on one a turn of the event loop, in their order, with other events between', async () => {
    const seen: string[] = [];
    const other = (): void => {
      seen.push('other');
      if (seen.length < 20) setImmediate(other);
    };
    const run = async (name: string): Promise<void> =>
      searching(async () => {
        await ownTurn();
        seen.push(name);
      });
    const all = ['a', 'b', 'c'].map(run);
    setImmediate(other);
    await Promise.all(all);
    const order = seen.join(' ');
    assert.match(order, /a (?:other )+b (?:other )+c/);
  });

  it('let all who wait to connect in before the next one', async () => {
    let connected = 0;
    const server = createServer(() => connected++).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const readers = Array.from({ length: 40 }, () => connect(port, '127.0.0.1'));
    const seen: number[] = [];
    const run = (): Promise<void> => searching(() => ownTurn().then(() => void seen.push(connected)));
    await Promise.all([run(), run(), run()]);
    for (const reader of readers) reader.destroy();
    server.close();
    assert.equal(seen.at(-1), 40);
  });
});
