import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for a file of tests, deleted when they have run; `newFile` gives a path in it that nothing else uses. */
export function newFiles(name: string, ending: string): { readonly folder: string; readonly newFile: () => string } {
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-files-'));
  let files = 0;
  after(() => rmSync(folder, { recursive: true }));
  return { folder, newFile: () => join(folder, `${name}-${String(files++)}.${ending}`) };
}
