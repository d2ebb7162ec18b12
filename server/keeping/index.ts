export { backUp, type BackupReport } from './backup.js';
export { KeepingError } from './keeping-error.js';
export { migrate, type MigrateOptions, type MigrationReport, type MovedArticles, type Place } from './migrate/index.js';
export { readBackup } from './read-backup.js';
export { restore } from './restore.js';
export { verifyFiles, verifyIndex } from './verify.js';
