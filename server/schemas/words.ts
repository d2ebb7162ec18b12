import { z } from 'zod';
import { boundedList, boundedText } from '../../corpus/index.js';
import type { DictionaryChange, ListedWord, SynonymChange, SynonymRule, UserWord } from '../../indexer/index.js';
import { repeated } from './parameters.js';

const count = z.int().min(0);
/** Without white space, as a line of a word list needs it; what else is wrong with a word the list's own check says. */
export const wordInput: z.ZodType<string> = boundedText({ max: 200 }).refine((one) => /^[^\s#]\S*$/.test(one), {
  error: 'has to be a word without white space',
});

/** How often a word comes up, as written on the command line. */
export const writtenFrequency: z.ZodType<number> = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, { error: 'has to be a whole number from 1 to 999999999' })
  .transform(Number);

/** A part of speech. */
export const tagInput: z.ZodType<string> = z
  .string()
  .regex(/^[A-Za-z]\w{0,15}$/, { error: 'has to be of at most 16 letters and digits, a letter first' });

/** The body of `POST /api/admin/dictionary` as JSON. */
export const dictionaryInput: z.ZodType<{ readonly words: readonly UserWord[] }> = z.object({
  words: boundedList(
    z.object({
      word: wordInput,
      frequency: z
        .int()
        .min(1)
        .max(999_999_999)
        .nullable()
        .default(null)
        .meta({ description: "How often it comes up beside jieba's own words; absent: a middling one." }),
      tag: tagInput.nullable().default(null).meta({ description: 'Part of speech, such as `nr`.' }),
    }),
    { min: 1 },
  ),
});

/** Documents the answer of `GET /api/admin/dictionary`. */
export const dictionaryAnswer: z.ZodType<{ readonly words: readonly ListedWord[] }> = z.object({
  words: z.array(
    z.object({
      word: z.string().meta({ description: 'Folded.' }),
      frequency: z.int().min(1).nullable(),
      tag: z.string().nullable(),
      source: z
        .enum(['own', 'operators'])
        .meta({ description: '`operators`: of the file XUNWEN_USER_DICT, which no request changes.' }),
    }),
  ),
});

/** Documents the answers to changes of the dictionary. */
export const dictionaryChange: z.ZodType<DictionaryChange> = z.object({
  changed: z.array(z.string()).meta({ description: 'Words whose entry is new, another than before, or gone.' }),
  reanalyzed: count.meta({ description: 'Articles that hold such words and were analysed again.' }),
  stillCut: z.array(z.object({ word: z.string(), parts: z.array(z.string()) })).meta({
    description:
      'Added words that are cut nevertheless, with what queries have instead: their frequency is too low, or they ' +
      'begin or end with a sign, which queries drop.',
  }),
});

/** A word of a rule: what would part the line that it becomes is refused, full-width, too. */
export const synonymInput: z.ZodType<string> = wordInput.refine((one) => !/[\s,、]|=>/.test(one.normalize('NFKC')), {
  error: 'has to be one word, without commas and =>',
});

/** The body of `POST /api/admin/synonyms` as JSON. */
export const synonymsInput: z.ZodType<{ readonly rules: readonly SynonymRule[] }> = z.object({
  rules: boundedList(
    z.object({
      words: boundedList(synonymInput, { min: 1, max: 100 }),
      to: boundedList(synonymInput, { min: 1, max: 100 })
        .nullable()
        .default(null)
        .meta({ description: 'Words that count as well where one of `words` is asked for; absent: each for each.' }),
    }),
    { min: 1 },
  ),
});

const word = z.string().meta({ description: 'Folded.' });

/** Documents the answer of `GET /api/admin/synonyms`. */
export const synonymsAnswer: z.ZodType<{ readonly rules: readonly SynonymRule[] }> = z.object({
  rules: z.array(z.object({ words: z.array(word), to: z.array(word).nullable() })),
});

/** Documents the answers to changes of the synonyms. */
export const synonymChange: z.ZodType<SynonymChange> = z.object({
  added: count.meta({ description: 'Rules that were not there before.' }),
  removed: count.meta({ description: 'Rules that are not there any more as they were.' }),
});

/** The parameters of both `DELETE` routes. */
export const wordsToRemove: z.ZodType<{ readonly word: readonly string[] }> = z.object({
  word: repeated().pipe(z.array(z.string()).min(1)).meta({ description: 'A word; may be repeated.' }),
});
