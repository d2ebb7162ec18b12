import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';

/**
 * Checks what stands on the command line by itself, before it becomes a part of something longer.
 * @returns for commander, which says which argument or option is wrong and ends the process with 1
 */
export function checkedArgument<T>(schema: z.ZodType<T>): (given: string) => T {
  return (given) => {
    const { success, data, error } = schema.safeParse(given);
    if (success) return data;
    throw new InvalidArgumentError(`It ${error.issues[0]?.message ?? 'is not understood'}.`);
  };
}
