import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until something is so.
 * @param within milliseconds after which it fails
 */
export async function until(is: () => Promise<boolean>, within: number): Promise<void> {
  const started = performance.now();
  while (!(await is())) {
    assert.ok(performance.now() - started < within, 'it does not come');
    await sleep(100);
  }
}
