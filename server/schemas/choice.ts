import { z } from 'zod';
import type { Choice } from '../../indexer/index.js';

const shape = z.object({
  query: z.string().max(256).nullable().default(null).meta({ description: 'What was typed.' }),
  id: z.string().max(512).nullable().default(null).meta({ description: 'The article that was chosen.' }),
  text: z.string().max(256).nullable().default(null).meta({ description: 'The suggestion that was chosen.' }),
});

/** The body of `POST /api/choices`. */
export const choiceInput: z.ZodType<Choice> = shape.refine(({ id, text }) => id !== null || text !== null, {
  message: 'neither an id nor a text is given',
});
