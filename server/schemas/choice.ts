import { z } from 'zod';
import { boundedText } from '../../corpus/index.js';
import type { Choice } from '../../indexer/index.js';

/** A choice as it is told. */
export interface ToldChoice extends Choice {
  /** From 1; `null`: not told. */
  readonly rank: number | null;
}

const shape = z.object({
  query: boundedText({ max: 256 }).nullable().default(null).meta({ description: 'What was typed.' }),
  id: boundedText({ max: 512 }).nullable().default(null).meta({ description: 'The article that was chosen.' }),
  rank: z
    .int()
    .min(1)
    .max(10_000)
    .nullable()
    .default(null)
    .meta({ description: 'At which place of the list it stood, from 1; logged, for those who look how good it is.' }),
  text: boundedText({ max: 256 }).nullable().default(null).meta({ description: 'The suggestion that was chosen.' }),
});

/** The body of `POST /api/events`. */
export const choiceInput: z.ZodType<ToldChoice> = shape.refine(({ id, text }) => id !== null || text !== null, {
  message: 'neither an id nor a text is given',
});
