import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * Says in a few words what is wrong with one value, such as `101 is over 100`.
 * @param issue of a parse with `reportInput: true`
 */
export function describeIssue(issue: Issue): string {
  if (issue.code === 'too_small' && issue.origin === 'array') return 'missing';
  if (Array.isArray(issue.input)) return 'given more than once';
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') return `longer than ${issue.maximum} characters`;
      return `${shown(issue.input)} is over ${issue.maximum}`;
    case 'too_small':
      return `${shown(issue.input)} is under ${issue.minimum}`;
    case 'invalid_value':
      return `${shown(issue.input)} is not one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return `${shown(issue.input)} is not a ${issue.format} (YYYY-MM-DD)`;
    case 'invalid_type':
      return `${shown(issue.input)} is not a whole number`;
    default:
      return issue.message;
  }
}

/** The value as the caller wrote it, cut short: it goes into an answer and into the log. */
function shown(input: unknown): string {
  const text = typeof input === 'string' ? `"${input}"` : String(input);
  return text.length <= 60 ? text : `${text.slice(0, 60).toWellFormed()}…`;
}
