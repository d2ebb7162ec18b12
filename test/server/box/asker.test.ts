import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';
import { Asker } from '../../../server/box/asker.js';

/** An asker whose requests the test answers when it likes. */
function watched(interval: number, timeout = 10_000) {
  const requests: {
    query: string;
    signal: AbortSignal;
    answer: (text: string) => void;
    fail: () => void;
  }[] = [];
  const answers: string[] = [];
  const failures: string[] = [];
  const asker = new Asker<string>({
    interval,
    timeout,
    ask: (query, signal) =>
      new Promise((resolve, reject) => {
        const fail = (): void => reject(new Error(query));
        requests.push({ query, signal, answer: resolve, fail });
      }),
    onAnswer: (query, answer) => answers.push(`${query}: ${answer}`),
    onFailure: (query) => failures.push(query),
  });
  return { asker, requests, answers, failures };
}

describe('what asks while one types', () => {
  it('asks at once, then once an interval, for what was typed last', async () => {
    const { asker, requests } = watched(60);
    for (const query of ['大', '大桥', '大桥通', '大桥通车']) asker.ask(query);
    assert.deepEqual(
      requests.map(({ query }) => query),
      ['大'],
    );
    await after(120);
    assert.deepEqual(
      requests.map(({ query }) => query),
      ['大', '大桥通车'],
    );
  });

  it('lets no late answer take a newer one’s place, and ends its request', async () => {
    const { asker, requests, answers } = watched(5);
    asker.ask('大');
    await after(10);
    asker.ask('大桥');
    const [late, newer] = requests;
    assert.ok(late?.signal.aborted === true && newer?.signal.aborted === false);
    newer.answer('new');
    await after(0);
    late.answer('late');
    await after(0);
    assert.deepEqual(answers, ['大桥: new']);
  });

  it('tells of a failure, but not of one that came too late', async () => {
    const { asker, requests, failures } = watched(5);
    asker.ask('大');
    await after(10);
    asker.ask('大桥');
    requests[0]?.fail();
    requests[1]?.fail();
    await after(0);
    assert.deepEqual(failures, ['大桥']);
  });

  it('asks for nothing more, and shows nothing more, once it is stopped', async () => {
    const { asker, requests, answers } = watched(20);
    asker.ask('大');
    asker.ask('大桥');
    asker.stop();
    requests[0]?.answer('too late');
    await after(40);
    assert.equal(requests.length, 1);
    assert.deepEqual(answers, []);
  });

  it('tells of no failure where something newer is wanted already', async () => {
    const { asker, requests, answers, failures } = watched(20);
    asker.ask('大');
    asker.ask('大桥');
    requests[0]?.fail();
    await after(60);
    requests[1]?.answer('there');
    await after(0);
    assert.deepEqual(failures, []);
    assert.deepEqual(answers, ['大桥: there']);
  });

  it('asks once for what two events in a row tell', async () => {
    const { asker, requests } = watched(5);
    asker.ask('大桥');
    asker.ask('大桥');
    await after(15);
    asker.ask('大桥');
    assert.equal(requests.length, 1);
    requests[0]?.answer('there');
    await after(0);
    asker.ask('大桥');
    assert.equal(requests.length, 2);
  });

  it('goes on with a request where its reader went forth and back', async () => {
    const { asker, requests } = watched(20);
    asker.ask('大桥');
    asker.ask('大桥通');
    asker.ask('大桥');
    await after(40);
    assert.equal(requests.length, 1);
    assert.equal(requests[0]?.signal.aborted, false);
  });

  it('gives a request up that brings nothing', async () => {
    const reasons: unknown[] = [];
    const asker = new Asker<string>({
      interval: 5,
      timeout: 20,
      ask: (_query, signal) => after(1000, '', { signal }),
      onAnswer: () => assert.fail('there is no answer'),
      onFailure: (_query, error) => reasons.push(error instanceof Error ? error.cause : error),
    });
    asker.ask('大桥');
    await after(60);
    assert.deepEqual(
      reasons.map((reason) => reason instanceof DOMException && reason.name),
      ['TimeoutError'],
    );
    assert.equal(asker.isAsking, false);
  });
});
