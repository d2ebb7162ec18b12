/** A backup cannot be written, read or restored. Its message is one sentence for the operator. */
export class KeepingError extends Error {
  override readonly name = 'KeepingError';
}
