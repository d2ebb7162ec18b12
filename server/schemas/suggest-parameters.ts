import { z } from 'zod';
import type { SuggestRequest } from '../../indexer/index.js';
import { single, wholeNumber } from './parameters.js';

/** Checks `GET /api/suggest` and documents it. An empty `q` has no suggestions. */
export const suggestParameters: z.ZodType<SuggestRequest> = z.object({
  q: single(z.string().default('')).meta({ description: 'What has been typed so far.', examples: ['西'] }),
  size: wholeNumber(1, 20, 8).meta({ description: 'Suggestions at most.' }),
});
