import type { z } from 'zod';
import { ApiError } from '../problem.js';

/**
 * A value that a schema has checked.
 * @param parameter what the value is called in an answer
 * @throws ApiError `invalid_parameter`, which says where in the value what is wrong
 */
export function checked<T>(schema: z.ZodType<T>, value: unknown, parameter = 'body'): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = [parameter, ...(issue?.path ?? [])].join('.');
  throw new ApiError('invalid_parameter', `${path}: ${issue?.message ?? 'not understood'}`, { parameter });
}
