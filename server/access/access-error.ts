/** The keys cannot be read or written. Its message is one sentence for the operator. */
export class AccessError extends Error {
  override readonly name = 'AccessError';
  /** `full`: the disk is. */
  readonly code: 'unusable' | 'full';

  constructor(code: AccessError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
