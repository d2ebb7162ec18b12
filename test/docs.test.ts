import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { settingsTable } from '../server/settings.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const decisions = readdirSync(new URL('docs/decisions/', root)).map((name) => `docs/decisions/${name}`);

/** A Markdown table without the padding that the formatter gives it. */
function unpadded(markdown: string): string {
  return markdown.replace(/ +\|/g, ' |').replace(/-{3,}/g, '---');
}

describe('the documents', () => {
  for (const file of [
    'README.md',
    'CHANGELOG.md',
    'docs/ARCHITECTURE.md',
    'docs/RELEVANCE.md',
    'docs/SEARCHBOX.md',
    'docs/INSTANTSEARCH.md',
    'docs/STORIES.md',
    'docs/EXTRACTION.md',
    'docs/CRAWLING.md',
    'docs/ACCESS.md',
    'docs/RELIABILITY.md',
    'docs/SECURITY.md',
    'docs/OPERATIONS.md',
    'docs/OPENSEARCH.md',
    'docs/SCALE.md',
    ...decisions,
  ]) {
    it(`${file} links to what is there`, () => {
      for (const [, target = ''] of read(file).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
        if (/^https?:/.test(target)) continue;
        assert.ok(existsSync(new URL(target, new URL(file, root))), `${file} links to ${target}`);
      }
    });
  }

  it('README.md tells every setting as the program does', () => {
    assert.ok(unpadded(read('README.md')).includes(unpadded(settingsTable())));
  });

  it('name the check behind each decision', () => {
    assert.ok(decisions.length > 0);
    for (const file of decisions) {
      const checks = read(file).split('Checked by:')[1] ?? '';
      const files = [...checks.matchAll(/`((?:test|\.)[\w./-]+)`/g)].map(([, path = '']) => path);
      assert.ok(checks.trim() !== '', file);
      for (const path of files) assert.ok(existsSync(new URL(path, root)), `${file} names ${path}`);
    }
  });
});
