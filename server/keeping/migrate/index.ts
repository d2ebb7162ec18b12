export type { MovedArticles } from './articles.js';
export { migrate, type MigrateOptions, type MigrationReport, type Place } from './migrate.js';
export type { MovedList } from './move-list.js';
