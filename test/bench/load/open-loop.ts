import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentilesOf, type Percentiles } from '../figures.js';

/** What came of asking so many times a second, whether or not earlier requests were answered (open loop). */
export interface Flood {
  readonly perSecond: number;
  /** Answers a second, with status 200. */
  readonly answered: number;
  /** Milliseconds from when a request was due until its answer was there. */
  readonly answers: Percentiles;
  /** Turned away a second, with 503. */
  readonly turnedAway: number;
  readonly refusals: Percentiles;
  /** Neither, by what happened. */
  readonly failed: Readonly<Record<string, number>>;
  /** How late requests were sent, at p99: the generator's own fault, which counts as the service's above. */
  readonly lateMs: number;
}

function ask(url: string, agent: http.Agent): Promise<string> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent }, (response) => {
      response.on('error', (error) => resolve(error.message));
      response.on('end', () => resolve(String(response.statusCode)));
      response.resume();
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

/** Intervals of a Poisson process, in milliseconds; drawn anew each time, for no figure hangs on one of them. */
function interval(perSecond: number): number {
  return (-Math.log(1 - Math.random()) * 1000) / perSecond;
}

/**
 * Asks at random moments, so many times a second on average.
 * @param paths asked over and over
 */
export async function flood(
  url: string,
  paths: readonly string[],
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<Flood> {
  const agent = new http.Agent({ keepAlive: true });
  const times = new Map<string, number[]>();
  const late: number[] = [];
  const asked: Promise<void>[] = [];
  const started = performance.now();
  for (let [due, i] = [started, 0]; due < started + seconds * 1000; due += interval(perSecond), i++) {
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    late.push(performance.now() - due);
    const dueAt = due;
    const told = (outcome: string): void => {
      const sofar = times.get(outcome) ?? [];
      sofar.push(performance.now() - dueAt);
      times.set(outcome, sofar);
    };
    asked.push(ask(url + (paths[i % paths.length] ?? '/'), agent).then(told));
  }
  await Promise.all(asked);
  agent.destroy();
  const [answers, refusals] = [times.get('200') ?? [], times.get('503') ?? []];
  const others = [...times].filter(([outcome]) => !['200', '503'].includes(outcome));
  return {
    perSecond,
    answered: answers.length / seconds,
    answers: percentilesOf(answers),
    turnedAway: refusals.length / seconds,
    refusals: percentilesOf(refusals),
    failed: Object.fromEntries(others.map(([outcome, { length }]) => [outcome, length])),
    lateMs: percentilesOf(late).p99,
  };
}
