import { z } from 'zod';

/** The fewest and the most entries of a list. */
interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/**
 * A text of a length within bounds, in UTF-16 units. Not `z.string().max()`: zod looks at the `length` of whatever it is
 * given, text or not, and what JSON puts there (`{"length": {"toString": null}}`) makes it throw.
 */
export function boundedText({ min = 0, max }: Bounds & { readonly max: number }, error?: string): z.ZodType<string> {
  const message = error ?? `has to be of ${min === 0 ? 'at most' : `${min} to`} ${max} characters`;
  const bounds = { ...(min > 0 && { minLength: min }), maxLength: max };
  return z
    .string()
    .refine(({ length }) => length >= min && length <= max, message)
    .meta(bounds);
}

/** A list of a length within bounds; not `z.array().max()`, for the reason told at `boundedText`. */
export function boundedList<T extends z.ZodType>(
  entry: T,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds,
  errors: { readonly type?: string; readonly length?: string } = {},
): z.ZodType<z.output<T>[], z.input<T>[]> {
  const isBounded = max < Number.MAX_SAFE_INTEGER;
  const message = errors.length ?? `has to be of ${isBounded ? `${min} to ${max}` : `at least ${min}`} entries`;
  const bounds = { ...(min > 0 && { minItems: min }), ...(isBounded && { maxItems: max }) };
  return z
    .array(entry, errors.type)
    .refine(({ length }) => length >= min && length <= max, message)
    .meta(bounds);
}
