import { CorpusError } from '../errors.js';

const SYSTEM_MESSAGES: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file or folder'],
  ['EACCES', 'no permission to read it'],
  ['EPERM', 'no permission to read it'],
  ['EISDIR', 'a folder, not a file'],
]);

/** Whether an error came from the operating system (`ENOENT`, `EACCES`, `EIO`, …). */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/** Whether an error is a file's own: it cannot be read, unpacked or understood. All others are faults of the program. */
export function isReadFailure(error: unknown): error is Error {
  return error instanceof Error && (error instanceof CorpusError || isSystemError(error) || isZlibError(error));
}

/** Whether the file could not even be opened. */
export function isOpenFailure(error: Error): boolean {
  return isSystemError(error) && error.syscall === 'open';
}

/** What is wrong with the file, as one clause for people. */
export function describeFailure(error: Error): string {
  if (isZlibError(error)) return `the gzip data is torn or damaged: ${error.message}`;
  const message = isSystemError(error) ? SYSTEM_MESSAGES.get(error.code ?? '') : undefined;
  return message ?? error.message;
}

function isZlibError(error: Error): boolean {
  return 'code' in error && String(error.code).startsWith('Z_');
}
