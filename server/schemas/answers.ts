import { z } from 'zod';
import { scorePartKinds } from '../../indexer/index.js';
import type { Duplicates, Hit, RelatedAnswer, ScorePart, SearchAnswer, SuggestAnswer } from '../../indexer/index.js';

const text = (description: string): z.ZodString => z.string().meta({ description });
const textOrNull = (description: string): z.ZodNullable<z.ZodString> => z.string().nullable().meta({ description });
const count = z.int().min(0);
const marked = 'HTML, all escaped but `<mark>` and `</mark>`';

const scorePart: z.ZodType<ScorePart> = z.object({
  kind: z.enum(scorePartKinds),
  text: textOrNull('The word, phrase or run, folded.'),
  value: z.number(),
});

const facts = {
  id: z.string(),
  url: z.string().nullable(),
  title: z.string(),
  section: z.string().nullable(),
  source: z.string().nullable(),
  author: z.string().nullable(),
  tags: z.array(z.string()),
  image: textOrNull('The URL of the first image that has one.'),
  publishedAt: z.iso.datetime({ offset: true }).nullable(),
};

const duplicates: z.ZodType<Duplicates> = z
  .object({
    count,
    ids: z.array(z.string()).meta({ description: 'The first 20.' }),
    articles: z
      .array(
        z.object({
          id: facts.id,
          url: facts.url,
          title: facts.title,
          source: facts.source,
          publishedAt: facts.publishedAt,
        }),
      )
      .meta({ description: 'The same 20.' }),
  })
  .meta({
    description: 'Other matching articles that tell the same story, the earliest first; with `collapse=false`, none.',
  });

const hit: z.ZodType<Hit> = z.object({
  ...facts,
  score: z.number().meta({ description: 'Higher is better; comparable within one answer only.' }),
  highlights: z.object({
    title: text(`The title; ${marked}.`),
    snippets: z.array(z.string()).meta({ description: `Up to three excerpts; ${marked}.` }),
  }),
  duplicates,
  explanation: z
    .array(scorePart)
    .exactOptional()
    .meta({ description: 'With `explain=true`: the parts of the score; they add up to it.' }),
});

/** What an answer says besides its hits, whoever asked for it. */
const found = {
  total: count.meta({ description: 'Matching articles, exactly.' }),
  relaxed: z
    .object({ match: z.literal('any'), dropped: z.array(z.string()) })
    .nullable()
    .meta({ description: 'Set where no article holds all words; `dropped` are those that no hit of this page holds.' }),
  didYouMean: textOrNull(
    'The query with a word that is likely misspelt replaced by one of the index, where that finds more; else null.',
  ),
  hits: z.array(hit),
};

const facet = z.array(z.object({ value: z.string(), count })).exactOptional();

/** The answer of `GET /api/search`. */
export const searchAnswer: z.ZodType<SearchAnswer> = z.object({
  query: text('The query as it was used.'),
  truncated: z.boolean().meta({ description: 'Whether only the first 256 characters of the query were used.' }),
  ...found,
  stories: count.meta({ description: 'Hits after collapsing copies of one story.' }),
  page: z.int().min(1),
  size: z.int().min(1),
  tookMs: z.number().min(0).meta({ description: 'Milliseconds; of an answer that was kept, those it took at first.' }),
  facets: z
    .object({ section: facet, source: facet, author: facet, tag: facet, month: facet, year: facet })
    .meta({ description: "Those asked for. A facet's own filter does not narrow its own counts." }),
  next: textOrNull('A cursor to the rest; null where there is none, or none was asked for.'),
});

/** The answer of `GET /api/articles/:id/related`. */
export const relatedAnswer: z.ZodType<RelatedAnswer> = z.object({
  id: text('The article asked about.'),
  related: z
    .array(z.object({ ...facts, score: z.number().meta({ description: 'Higher is closer; 1: as close as a copy.' }) }))
    .meta({ description: 'Best first; empty where nothing is related.' }),
});

/** The first hits for what has been typed so far. */
export type InstantHits = Pick<SearchAnswer, 'total' | 'relaxed' | 'didYouMean' | 'hits'>;

/** The answer of `GET /api/suggest`, as it goes out. */
export interface InstantAnswer extends SuggestAnswer {
  readonly instant?: InstantHits;
}

/** The answer of `GET /api/suggest`. */
export const suggestAnswer: z.ZodType<InstantAnswer> = z.object({
  query: z.string(),
  suggestions: z.array(
    z.object({
      text: z.string(),
      kind: z.enum(['word', 'title', 'query']).meta({ description: '`query`: what readers typed often.' }),
      highlighted: text(`The text; ${marked}.`),
      id: textOrNull('The article of a title.'),
      url: textOrNull('Its address, where it has one.'),
    }),
  ),
  instant: z.object(found).exactOptional().meta({
    description: 'With `hits`: the first articles that a search for what was typed finds, as `/api/search` does.',
  }),
});
