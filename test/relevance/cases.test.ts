import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { article, ids, openEngine } from '../indexer/engine.js';

const caseSchema = z.object({
  /** Where the case comes from. */
  comment: z.string(),
  /** Article bodies; an article's id is its place. */
  texts: z.array(z.string()),
  /** Each of these … */
  queries: z.array(z.string()),
  /** … finds just these articles. */
  finds: z.array(z.int()),
});

const cases = z
  .array(caseSchema)
  .parse(JSON.parse(readFileSync(new URL('../../../test/relevance/cases.json', import.meta.url), 'utf8')));

describe('what readers type', () => {
  for (const { comment, texts, queries, finds } of cases) {
    for (const query of queries) {
      it(`${query} finds what it should: ${comment}`, async () => {
        const engine = await openEngine();
        await engine.ingest.write(texts.map((body, i) => article({ id: String(i), body })));
        assert.deepEqual(
          (await ids(engine, query)).map(Number).sort((a, b) => a - b),
          finds,
        );
      });
    }
  }
});
