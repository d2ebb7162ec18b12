import { z } from 'zod';
import { ApiError } from '../problem.js';
import { describeIssue } from './describe-issue.js';

/** A parameter left empty (`size=`), as forms send them, counts as absent. */
function absentIfEmpty(value: unknown): unknown {
  return value === '' ? undefined : value;
}

/** A query parameter with one value; given twice it is refused. */
export function single<T extends z.ZodType>(schema: T): z.ZodType<z.output<T>> {
  return z.preprocess(absentIfEmpty, schema);
}

/** A whole number in decimal digits becomes a number; anything else stays, to be refused. */
function numberOfDigits(value: unknown): unknown {
  return typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value) ? Number(value) : absentIfEmpty(value);
}

/** A query parameter that is a whole number in decimal digits. */
export function wholeNumber(min: number, max: number, standard: number): z.ZodType<number> {
  return z.preprocess(numberOfDigits, z.int().min(min).max(max).default(standard));
}

function listOfAll(value: unknown): unknown {
  return value === undefined ? [] : [value].flat().filter((one) => one !== '');
}

/** A query parameter that may be repeated, meaning "any of these". */
export function repeated(): z.ZodType<string[]> {
  return z.preprocess(listOfAll, z.array(z.string()));
}

function namesBetweenCommas(value: unknown = ''): unknown {
  // A list within a list is no name, and so refused.
  if (typeof value !== 'string') return [value];
  const names = value.split(',').map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== '');
}

/** One query parameter with several of the given names, separated by commas. */
export function commaList<const T extends string>(names: readonly T[]): z.ZodType<T[]> {
  return z.preprocess(namesBetweenCommas, z.array(z.enum(names)));
}

/**
 * The parameters of a query string, checked and with their defaults. Names the schema does not know are ignored.
 * @throws ApiError `invalid_parameter` naming the first parameter at fault
 */
export function readParameters<T>(schema: z.ZodType<T>, query: unknown): T {
  const result = schema.safeParse(query, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const parameter = String(issue?.path[0] ?? 'query');
  const detail = issue === undefined ? 'not understood' : describeIssue(issue);
  throw new ApiError('invalid_parameter', `${parameter}: ${detail}`, { parameter });
}
