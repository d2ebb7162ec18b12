import { CorpusError } from '../../corpus/index.js';
import { IndexerError } from '../../indexer/index.js';
import { AccessError } from '../access/index.js';
import { ConfigError } from '../config.js';
import { CrawlError, FetchError } from '../crawl/index.js';
import { FolderError } from '../data-folder/index.js';
import { KeepingError } from '../keeping/index.js';
import { ListenError, ServiceError } from '../owner/index.js';
import { ApiError } from '../problem.js';
import { say } from './terminal.js';

const told = [
  AccessError,
  ApiError,
  ConfigError,
  CrawlError,
  CorpusError,
  FetchError,
  FolderError,
  IndexerError,
  KeepingError,
  ListenError,
  ServiceError,
];

/**
 * Tells the operator of an error: one sentence where it is of a known kind, with the stack where it is a fault of the
 * program, or where the log's level is `debug` or lower.
 */
export function tellFailure(error: unknown, logLevel: string | undefined): void {
  const isKnown = told.some((kind) => error instanceof kind);
  if (isKnown && error instanceof Error) say(`xunwen: ${error.message}`);
  if (!isKnown) say('xunwen: an unexpected error, please report it:');
  if (!isKnown || logLevel === 'debug' || logLevel === 'trace') say(stackOf(error));
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { stack = String(error), cause } = error;
  return cause === undefined ? stack : `${stack}\ncaused by ${stackOf(cause)}`;
}
