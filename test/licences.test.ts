import assert from 'node:assert/strict';
import { isAllowed, licences } from './licences.js';

describe('the licences of what is installed', () => {
  it('let anyone use it, whatever for', () => {
    const all = licences();
    assert.ok(all.length > 100);
    assert.deepEqual(
      all.filter(({ licence }) => !isAllowed(licence)),
      [],
    );
  });

  it('are allowed where one of several is, and all that count together are', () => {
    assert.deepEqual(['(MIT OR GPL-3.0)', 'MIT AND ISC', 'MIT AND GPL-3.0', 'none'].map(isAllowed), [
      true,
      true,
      false,
      false,
    ]);
  });
});
