import { setImmediate as turn } from 'node:timers/promises';

/** Milliseconds that other work waits for searches, a slice: under any load it goes on, if slowly. */
const patience = 50;

/** Searches that run in this thread. */
let running = 0;
/** Told when none does. */
let onIdle = (): void => undefined;
/** Work that waits for its next slice, the longest first. */
const waiting: (() => void)[] = [];
let isPassing = false;

/** Searches that wait for their turn, the longest first. */
const due: (() => void)[] = [];
/** Turns of the event loop between two searches, at most. */
const mostTurnsBetween = 256;

/**
 * Waits for a turn of the event loop in which no other search goes on. To be asked before what takes long: however many
 * searches run, requests that come are looked at after one of them, and those that are too many know it at once.
 */
export function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    due.push(resolve);
    if (due.length === 1) setImmediate(giveTurn);
  });
}

/** What the event loop has been told of by now: connections, requests, timers. */
const eventsSoFar = (): number => performance.nodeTiming.uvMetricsInfo.events;

function giveTurn(): void {
  due.shift()?.();
  if (due.length > 0) setImmediate(giveTurnWhenAllIsLookedAt, eventsSoFar(), mostTurnsBetween);
}

/**
 * One turn takes one connection from those that wait, and reads its request in the next: a turn for each of them, before a
 * search takes its time, or a few hundred readers who come at once would wait for as many searches.
 */
function giveTurnWhenAllIsLookedAt(events: number, turnsLeft: number): void {
  const now = eventsSoFar();
  if (now === events || turnsLeft === 0) giveTurn();
  else setImmediate(giveTurnWhenAllIsLookedAt, now, turnsLeft - 1);
}

/** Does what a reader waits for; work that asks `afterSearches` waits meanwhile. */
export async function searching<T>(search: () => Promise<T>): Promise<T> {
  running++;
  try {
    return await search();
  } finally {
    if (--running === 0) onIdle();
  }
}

/**
 * Lets other work of this thread have its turn, and searches come to their end; of several that wait here one goes on
 * at a time, so that a search that comes waits for one slice at most.
 */
export function afterSearches(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (!isPassing) void pass();
  });
}

async function pass(): Promise<void> {
  isPassing = true;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    await turn();
    if (running > 0) await idleOrLate();
    next();
  }
  isPassing = false;
}

function idleOrLate(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience);
    onIdle = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
