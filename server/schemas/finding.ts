import { z } from 'zod';
import type { Finding } from '../doctor/finding.js';

/** What a check found. */
export const findingAnswer: z.ZodType<Finding> = z.object({
  level: z.enum(['ok', 'warn', 'fail']),
  name: z.string(),
  told: z.string(),
  advice: z.string().nullable(),
});
