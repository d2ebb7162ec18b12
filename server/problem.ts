/** Every `code` a problem answer of this service can carry; stable, for programs to act upon. */
export const problemCodes = [
  'invalid_parameter',
  'unauthorized',
  'forbidden',
  'not_found',
  'request_timeout',
  'cursor_expired',
  'payload_too_large',
  'unsupported_media_type',
  'invalid_article',
  'invalid_words',
  'too_many_requests',
  'internal',
  'overloaded',
  'unavailable',
  'insufficient_storage',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What went wrong with a request, as RFC 9457 `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  /** The parameter at fault; `body` for the request's body. */
  readonly parameter?: string;
  /** Of an upload that broke off: the last line (or place in the array) up to which everything is safe on disk. */
  readonly durableThrough?: number;
  /** Names the request in the log; the same as the answer's `X-Request-Id`. */
  readonly requestId: string;
}

/** An error of the HTTP interface itself. The error handler gives it its status. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ProblemCode;
  /** The parameter at fault, where it is one's. */
  readonly parameter: string | null;

  /** @param detail one sentence for the caller; nothing of the inside of the service */
  constructor(code: ProblemCode, detail: string, options: ErrorOptions & { readonly parameter?: string } = {}) {
    super(detail, options);
    this.code = code;
    this.parameter = options.parameter ?? null;
  }
}

/** An upload that broke off; `cause` says why. What stands up to and with line `durableThrough` is kept. */
export class InterruptedUpload extends Error {
  override readonly name = 'InterruptedUpload';
  readonly durableThrough: number;

  constructor(cause: unknown, durableThrough: number) {
    super(`upload broke off after line ${durableThrough}`, { cause });
    this.durableThrough = durableThrough;
  }
}
