import { z } from 'zod';
import { problemCodes } from '../problem.js';
import type { Problem } from '../problem.js';

/** Documents what `problem.ts` describes. */
export const problemAnswer: z.ZodType<Problem> = z.object({
  type: z.string().meta({ description: 'A URN that ends in the code.' }),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.enum(problemCodes).meta({ description: 'Stable, for programs to act upon.' }),
  detail: z.string(),
  parameter: z.string().exactOptional().meta({ description: 'The parameter at fault; `body` for the body.' }),
  durableThrough: z
    .int()
    .min(0)
    .exactOptional()
    .meta({ description: 'Of an upload that broke off: the last line up to which everything is safe on disk.' }),
  requestId: z.string().meta({ description: 'Names the request in the log.' }),
});
