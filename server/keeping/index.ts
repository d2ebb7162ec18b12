export { backUp, type BackupReport } from './backup.js';
export { KeepingError } from './keeping-error.js';
export { restore, type RestoreReport } from './restore.js';
export { verifyFiles, verifyIndex } from './verify.js';
