import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { percentilesOf, type Percentiles } from '../figures.js';

export interface Throughput {
  readonly perSecond: number;
  readonly bytesPerSecond: number;
}

/** Connections that ask one after the other, each beginning elsewhere among the addresses. */
const connections = 10;

/**
 * How many requests a second are answered by a server that is never left idle (closed loop).
 * @param paths asked over and over
 */
export async function saturate(url: string, paths: readonly string[], seconds: number): Promise<Throughput> {
  const requests = paths.map((path) => ({ method: 'GET' as const, path }));
  let clients = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    setupClient: (client) => {
      const from = Math.floor((requests.length * clients++) / connections);
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)]);
    },
  });
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.sent} requests to ${url} failed`);
  return { perSecond: result['2xx'] / result.duration, bytesPerSecond: result.throughput.average };
}

/** Asks for one address; gives the length of the answer. */
function get(url: string, path: string, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(url + path, { agent }, (response) => {
      let length = 0;
      response.on('data', (chunk: Buffer) => (length += chunk.length));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(length);
        else reject(new Error(`${path}: ${String(response.statusCode)}`));
      });
    });
    request.on('error', reject);
  });
}

/**
 * Sends so many requests a second whether or not earlier ones are answered (open loop), and tells how long each took
 * from the moment when it was due.
 */
export async function askSteadily(
  url: string,
  paths: readonly string[],
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<Percentiles> {
  const agent = new http.Agent({ keepAlive: true });
  const started = performance.now();
  const times: number[] = [];
  const asked: Promise<unknown>[] = [];
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = started + (i * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    const path = paths[i % paths.length] ?? '/';
    asked.push(get(url, path, agent).then(() => times.push(performance.now() - due)));
  }
  await Promise.all(asked);
  agent.destroy();
  return percentilesOf(times);
}
