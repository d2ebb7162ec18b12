import assert from 'node:assert/strict';
import { Cluster } from './cluster.js';

let running: Cluster | undefined;

/** Nodes that run already, by commas, so that one need not wait for the start of others; their tests of faults fail. */
const named = process.env['OPENSEARCH_TEST_NODES']?.split(',');

/** The cluster of this run, for tests that do something to its nodes. */
export function cluster(): Cluster {
  assert.ok(running !== undefined, 'there is no cluster: run the tests by npm run test:cluster');
  return running;
}

/** The addresses of its nodes. */
export function nodeUrls(): readonly string[] {
  return named ?? cluster().urls;
}

/** Mocha's own: one cluster for all files of a run. */
export async function mochaGlobalSetup(): Promise<void> {
  if (named === undefined) running = await Cluster.start();
}

export async function mochaGlobalTeardown(): Promise<void> {
  await running?.stop();
}
