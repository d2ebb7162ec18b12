import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import request from 'supertest';
import { z } from 'zod';
import { Analyzer } from '../../indexer/index.js';
import { appUnderTest, withKey, type AppUnderTest } from '../server/http-app.js';
import { caseSchema, expectsOfSearch, expectsOfSuggestions, type Case } from './case-schema.js';

const cases = z
  .array(caseSchema)
  .parse(JSON.parse(readFileSync(new URL('../../../test/relevance/cases.json', import.meta.url), 'utf8')));

type App = AppUnderTest['app'];

const found = z.object({
  didYouMean: z.string().nullable(),
  hits: z.array(
    z.object({
      id: z.string(),
      highlights: z.object({ title: z.string(), snippets: z.array(z.string()) }),
      duplicates: z.object({ ids: z.array(z.string()) }),
    }),
  ),
});
const written = z.object({ accepted: z.int(), rejectedCount: z.int() });
const suggested = z.object({ suggestions: z.array(z.object({ text: z.string() })) });

/** An app that was sent the texts of a case, then its words; an article's id is its place. */
async function appOf({ texts, dictionary }: Case, own: Analyzer | undefined): Promise<App> {
  const { app } = await appUnderTest([], own);
  const articles = texts.map((text, i) => ({ ...(typeof text === 'string' ? { body: text } : text), id: String(i) }));
  const { body } = await request(app).post('/api/articles').set(withKey).send(articles).expect(200);
  assert.deepEqual(written.parse(body), { accepted: texts.length, rejectedCount: 0 });
  if (dictionary) {
    const words = dictionary.join('\n');
    await request(app).post('/api/admin/dictionary').set(withKey).type('text/plain').send(words).expect(200);
  }
  return app;
}

async function search(app: App, q: string, parameters: Case['parameters']): Promise<z.infer<typeof found>> {
  const answer = await request(app)
    .get('/api/search')
    .query({ size: 100, ...parameters, q })
    .expect(200);
  return found.parse(answer.body);
}

async function suggestions(app: App, q: string): Promise<string[]> {
  const answer = await request(app).get('/api/suggest').query({ q, size: 20 }).expect(200);
  return suggested.parse(answer.body).suggestions.map(({ text }) => text);
}

/** Every string under `<mark>` in the first hit, once. */
function marks([hit]: z.infer<typeof found>['hits']): string[] {
  const texts = hit === undefined ? [] : [hit.highlights.title, ...hit.highlights.snippets];
  return [
    ...new Set(
      texts.flatMap((text) => Array.from(text.matchAll(/<mark>(.*?)<\/mark>/gs), ([, marked = '']) => marked)),
    ),
  ];
}

async function checkSearch(app: App, q: string, wanted: Case): Promise<void> {
  const { hits, didYouMean } = await search(app, q, wanted.parameters);
  const places = hits.map(({ id }) => Number(id));
  if (wanted.finds) {
    assert.deepEqual(wanted.inOrder ? places : places.sort((a, b) => a - b), wanted.finds);
  }
  if (wanted.copies) {
    const named = hits.flatMap(({ duplicates }) => duplicates.ids.map(Number));
    assert.deepEqual(
      named.sort((a, b) => a - b),
      wanted.copies,
    );
  }
  if (wanted.marks) assert.deepEqual(marks(hits).sort(), wanted.marks.toSorted());
  if (wanted.didYouMean !== undefined) assert.equal(didYouMean, wanted.didYouMean);
}

async function checkSuggestions(app: App, q: string, { suggests = [], doesNotSuggest = [] }: Case): Promise<void> {
  const texts = await suggestions(app, q);
  const said = `suggested: ${texts.join(' ')}`;
  for (const text of suggests) assert.ok(texts.includes(text), `${text} is not among what is ${said}`);
  for (const text of doesNotSuggest) assert.ok(!texts.includes(text), `${text} is among what is ${said}`);
}

describe('what readers type', () => {
  for (const one of cases) {
    describe(one.comment, () => {
      // A dictionary of its own takes a second to load.
      const own = one.dictionary && new Analyzer();
      let app: App;
      before(async () => {
        app = await appOf(one, own);
      });
      after(() => own?.close());
      for (const query of one.queries) {
        if (expectsOfSearch(one)) {
          it(`a search for ${query}`, () => checkSearch(app, query, one));
        }
        if (expectsOfSuggestions(one)) {
          it(`suggestions for ${query}`, () => checkSuggestions(app, query, one));
        }
      }
    });
  }
});
