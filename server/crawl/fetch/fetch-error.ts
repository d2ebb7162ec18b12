/**
 * Why nothing was fetched; stable, for programs to act on.
 * - `refused`: never to be asked for as things are: not named, not public, forbidden by robots.txt, too large
 * - `failed`: may work another time: no connection, no answer in time, the site is busy or broken
 * - `unruled`: the site does not say just now what may be asked for; may work another time, not at once
 * - `stopped`: the fetcher was closed
 * - `invalid_option`: the fetcher cannot be made so
 */
export type FetchErrorCode = 'refused' | 'failed' | 'unruled' | 'stopped' | 'invalid_option';

/** The one error of this folder. Its message is one clause for people, such as `news.example is not a named host`. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly code: FetchErrorCode;
  /** Milliseconds that the site asks to be left alone for, with `failed`; null where it does not say. */
  readonly waitMs: number | null;

  constructor(code: FetchErrorCode, message: string, options: ErrorOptions & { readonly waitMs?: number | null } = {}) {
    super(message, options);
    this.code = code;
    this.waitMs = options.waitMs ?? null;
  }
}

/**
 * An error of the network as one of ours.
 * @throws what is no such error, which is a fault of the program
 */
export function networkFailure(error: unknown): FetchError {
  if (error instanceof FetchError) return error;
  if (!(error instanceof Error) || !('code' in error) || /^ERR_(?:INVALID|UNESCAPED)/.test(String(error.code)))
    throw error;
  if (error.code === 'HPE_HEADER_OVERFLOW')
    return new FetchError('refused', 'its headers are too large', { cause: error });
  return new FetchError('failed', `the connection failed: ${String(error.code)}`, { cause: error });
}
