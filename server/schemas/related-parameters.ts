import { z } from 'zod';
import { wholeNumber } from './parameters.js';

/** The checked query string of `GET /api/articles/:id/related`. */
export interface RelatedParameters {
  readonly size: number;
}

/** Checks `GET /api/articles/:id/related` and documents it. */
export const relatedParameters: z.ZodType<RelatedParameters> = z.object({
  size: wholeNumber(1, 20, 5).meta({ description: 'Articles at most.' }),
});
