import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import fc from 'fast-check';
import { History, HistoryError, type HistoryOptions, type Stretch } from '../../server/history/index.js';
import type { Counts } from '../../server/metrics/index.js';

const quiet: Counts = { searches: 0, missed: 0, p50: 0, p99: 0, written: 0 };
const minute = 60_000;
const start = Date.UTC(2026, 0, 1);

describe('the history', () => {
  let folder: string;
  let file: string;
  let history: History | null;
  let now: number;
  let next: Counts;
  let turnedAway: number;
  const messages: string[] = [];
  const options = (changes: Partial<HistoryOptions> = {}): HistoryOptions => ({
    counts: () => {
      const counted = next;
      next = quiet;
      return counted;
    },
    turnedAway: () => turnedAway,
    articles: () => 7,
    days: 30,
    log: ({ message }) => messages.push(message),
    now: () => now,
    ...changes,
  });
  const open = async (changes: Partial<HistoryOptions> = {}): Promise<History> => {
    await history?.close();
    return (history = History.open(file, options(changes)));
  };
  const note = async (counts: Partial<Counts>, minutes = 1): Promise<void> => {
    now += minutes * minute;
    next = { ...quiet, ...counts };
    await history?.note();
  };
  const last = async (hours: number): Promise<readonly Stretch[]> => (await history?.last(hours)) ?? [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'xunwen-history-'));
    file = join(folder, 'history.sqlite');
    [now, next, turnedAway, history] = [start, quiet, 0, null];
  });
  afterEach(async () => {
    next = quiet;
    await history?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells each minute, also after a restart', async () => {
    await open();
    await note({ searches: 4, missed: 1, p50: 2, p99: 30, written: 5 });
    await open();
    turnedAway = 3;
    await note({ searches: 1, p50: 9, p99: 9 });
    const told = (await last(1)).map(({ searches, missed, p50, p99, written, turnedAway: away, articles }) => [
      searches,
      missed,
      p50,
      p99,
      written,
      away,
      articles,
    ]);
    assert.deepEqual(told, [
      [4, 1, 2, 30, 5, 0, 7],
      [1, 0, 9, 9, 0, 3, 7],
    ]);
  });

  it('adds up what two processes did in one minute', async () => {
    await open();
    await note({ searches: 4, p99: 30 });
    await open();
    await note({ searches: 2, p99: 10 }, 0);
    assert.deepEqual(
      (await last(1)).map(({ searches, p99 }) => [searches, p99]),
      [[6, 30]],
    );
  });

  it('forgets what is too old, and shows only the hours asked for', async () => {
    await open({ days: 1 });
    for (let hour = 0; hour < 50; hour++) await note({ searches: hour }, 60);
    assert.equal(
      (await last(1000)).reduce((sum, one) => sum + one.searches, 0),
      Array.from({ length: 24 }, (_, i) => 26 + i).reduce((a, b) => a + b),
    );
    assert.deepEqual(
      (await last(2)).map(({ searches }) => searches),
      [48, 49],
    );
  });

  it('adds up stretches as a naive sum does, of which there are at most 361', async () => {
    await open({ days: 400 });
    const counts = fc.record({
      searches: fc.nat(9),
      missed: fc.nat(3),
      p50: fc.nat(99),
      p99: fc.nat(999),
      written: fc.nat(9),
      minutes: fc.integer({ min: 1, max: 40 }),
    });
    const drawn = fc.sample(counts, { seed: 1, numRuns: 300 });
    const noted: { readonly minute: number; readonly searches: number; readonly p99: number }[] = [];
    for (const { minutes, ...one } of drawn) {
      await note(one, minutes);
      noted.push({ minute: now / minute, searches: one.searches, p99: one.p99 });
    }
    for (const hours of [1, 24, 24 * 7, 24 * 30]) {
      const inside = noted.filter((one) => one.minute > now / minute - hours * 60);
      const stretches = await last(hours);
      const step = Math.ceil((hours * 60) / 360);
      const groups = new Map<number, typeof inside>();
      for (const one of inside)
        groups.set(Math.floor(one.minute / step), [...(groups.get(Math.floor(one.minute / step)) ?? []), one]);
      const wanted = [...groups.values()].map((group) => [
        Math.max(...group.map((one) => one.minute)),
        group.reduce((sum, one) => sum + one.searches, 0),
        Math.max(...group.map((one) => one.p99)),
      ]);
      assert.deepEqual(
        stretches.map((one) => [one.minute, one.searches, one.p99]),
        wanted,
      );
      assert.ok(stretches.length <= 361);
    }
  });

  it('goes on where a minute cannot be written, and says so', async () => {
    const opened = await open();
    await opened.close();
    await note({ searches: 1 });
    assert.match(messages.at(-1) ?? '', /history\.sqlite cannot be used/);
    history = null;
  });

  it('is not put into a database of another program', () => {
    new SqliteDatabase(file).exec('CREATE TABLE bookmarks (url TEXT)').close();
    assert.throws(() => History.open(file, options()), HistoryError);
  });
});
