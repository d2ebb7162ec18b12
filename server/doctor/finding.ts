/** What a check found. */
export interface Finding {
  /** `fail`: the service does not run so; `warn`: it may come to harm. */
  readonly level: 'ok' | 'warn' | 'fail';
  /** What was looked at, such as `disk`. */
  readonly name: string;
  /** What is there. */
  readonly told: string;
  /** What to do; `null`: nothing. */
  readonly advice: string | null;
}

/** What is as it should be. */
export function ok(name: string, told: string): Finding {
  return { level: 'ok', name, told, advice: null };
}

/** What may come to harm. */
export function warn(name: string, told: string, advice: string): Finding {
  return { level: 'warn', name, told, advice };
}

/** What the service does not run with. */
export function fail(name: string, told: string, advice: string): Finding {
  return { level: 'fail', name, told, advice };
}

/** What a check found; where it failed itself, that. */
export async function found(name: string, check: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return fail(name, error instanceof Error ? error.message : String(error), 'see the message');
  }
}
