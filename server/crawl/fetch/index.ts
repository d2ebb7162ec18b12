export { systemClock, type Clock } from './clock.js';
export { FetchError, type FetchErrorCode } from './fetch-error.js';
export { createFetcher, Fetcher, type Fetched, type FetcherOptions, type Known } from './fetcher.js';
