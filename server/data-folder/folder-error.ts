/**
 * What goes wrong with a data folder.
 * `unusable`: it cannot be made, read or written. `served`: a service has it already. `unreachable`: the service that
 * has it cannot be spoken to.
 */
export type FolderErrorCode = 'unusable' | 'served' | 'unreachable';

export class FolderError extends Error {
  override readonly name = 'FolderError';
  readonly code: FolderErrorCode;

  /** @param message one sentence for the operator, which names the folder */
  constructor(code: FolderErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
