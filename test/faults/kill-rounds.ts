import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findingAnswer } from '../../server/schemas/finding.js';
import { searchAnswer } from '../../server/schemas/answers.js';
import { startService, xunwen, type Service } from '../server/cli-process.js';
import { Model, type State } from './model.js';
import { articleOf, tokenOf, Writer } from './writer.js';

export interface KillOptions {
  readonly data: string;
  readonly rounds: number;
  readonly random: () => number;
  readonly say: (text: string) => void;
}

/** What came of killing a service again and again. */
export interface KillFigures {
  readonly rounds: number;
  /** Writes of one article each that were acknowledged. */
  readonly acknowledged: number;
  /** What was lost or wrong, a line each. */
  readonly problems: readonly string[];
  /** Milliseconds from each start after a kill until searches were answered. */
  readonly recoveryMs: readonly number[];
}

const key = 'fault-key-0123456789';
const writers = 4;
/** Milliseconds after which a round is ended, at most. */
const longest = 1500;

/** Starts a service, writes to it in several ways at once, kills it, and compares what is there with what was said; so many times. */
export async function killRounds({ data, rounds, random, say }: KillOptions): Promise<KillFigures> {
  const model = new Model();
  const figures = { rounds, acknowledged: 0, problems: [] as string[], recoveryMs: [] as number[] };
  let version = 0;
  const nextVersion = (): number => ++version;
  for (let round = 0; round <= rounds; round++) {
    const started = performance.now();
    const service = await startService(data, { env: { XUNWEN_ADMIN_KEY: key } });
    if (round > 0) figures.recoveryMs.push(performance.now() - started);
    const found = await compare(service, model, join(data, 'xunwen.sock'));
    figures.problems.push(...found.map((problem) => `round ${round}: ${problem}`));
    if (round === rounds) await service.end('SIGTERM');
    else figures.acknowledged += await writeAndKill(service, { model, random, nextVersion });
    if (round % 20 === 0) say(`${round} rounds, ${figures.acknowledged} writes, ${figures.problems.length} problems`);
  }
  const { code, stdout } = await xunwen(['verify', '--data', data]);
  if (code !== 0) figures.problems.push(stdout);
  return figures;
}

interface Writing {
  readonly model: Model;
  readonly random: () => number;
  readonly nextVersion: () => number;
}

async function writeAndKill({ url, end }: Service, writing: Writing): Promise<number> {
  const all = Array.from({ length: writers }, (_, i) => new Writer({ ...writing, url, key, name: `w${i}a` }));
  const running = Promise.all(all.map((one) => one.run()));
  await sleep(writing.random() * longest);
  await end('SIGKILL');
  await running;
  return all.reduce((sum, one) => sum + one.acknowledged, 0);
}

/** What is not as it may be; what is, counts from now on. */
async function compare({ url }: Service, model: Model, socket: string): Promise<string[]> {
  const problems: string[] = [];
  for (const id of model.ids) {
    const state = await stateOf(url, id);
    const possible = model.possible(id);
    if (typeof state === 'string') problems.push(`${id}: ${state}`);
    else if (!possible.includes(state)) problems.push(`${id} is ${String(state)}, not of ${possible.join(', ')}`);
    else {
      problems.push(...(await searchProblems(url, id, state, possible)));
      model.settle(id, state);
    }
  }
  const finding = findingAnswer.parse(JSON.parse(await ownerAnswer(socket, '/owner/verify')));
  return finding.level === 'ok' ? problems : [...problems, finding.told];
}

/** The version of an article that is there, `null` for none; a sentence where it is not whole. */
async function stateOf(url: string, id: string): Promise<State | string> {
  const response = await fetch(`${url}/api/articles/${id}`);
  const answer: unknown = await response.json();
  if (response.status === 404) return null;
  const title = answer instanceof Object ? String(Reflect.get(answer, 'title')) : '';
  const version = Number(/v(\d+)z$/.exec(title)?.[1]);
  const whole = articleOf(id, version);
  const body = answer instanceof Object ? Reflect.get(answer, 'body') : null;
  return whole.title === title && whole.body.trim() === body ? version : `it is not whole: ${title}`;
}

/** Searches find the version that is there and none of those that are not. */
async function searchProblems(url: string, id: string, state: State, possible: readonly State[]): Promise<string[]> {
  const problems: string[] = [];
  for (const version of new Set(possible.filter((one) => one !== null))) {
    const answer = await fetch(`${url}/api/search?match=all&q=title:${tokenOf(id, version)}`);
    const { total } = searchAnswer.parse(await answer.json());
    if (total !== (version === state ? 1 : 0)) problems.push(`${id}: version ${version} is found ${total} times`);
  }
  return problems;
}

function ownerAnswer(socketPath: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path, agent: false }, (response) => resolve(text(response)));
    asked.once('error', reject).end();
  });
}
