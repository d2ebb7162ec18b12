import assert from 'node:assert/strict';
import { Cluster } from './cluster.js';

let running: Cluster | undefined;

/** The cluster of this run, for tests. */
export function cluster(): Cluster {
  assert.ok(running !== undefined, 'there is no cluster: run the tests by npm run test:cluster');
  return running;
}

/** Mocha's own: one cluster for all files of a run. */
export async function mochaGlobalSetup(): Promise<void> {
  running = await Cluster.start();
}

export async function mochaGlobalTeardown(): Promise<void> {
  await running?.stop();
}
