import { LRUCache } from 'lru-cache';
import type { SearchAnswer, SearchRequest } from './search-answer.js';
import type { SearchService } from './search-service.js';

/** Characters of all answers that are kept, as JSON: some eight hundred of ten hits. */
const mostCharacters = 8_000_000;

/**
 * A service that keeps its answers to searches until anything they depend on changes: a second reader with the same
 * query gets what the first one got, `tookMs` included, so that the answer's ETag is the same, too. Walks with a cursor
 * are not kept: each has a place of its own.
 * @param basis what answers depend on: another value, compared one by one by identity, empties the cache
 */
export function cacheAnswers(service: SearchService, basis: () => readonly unknown[]): SearchService {
  const answers = new LRUCache<string, SearchAnswer>({
    maxSize: mostCharacters,
    sizeCalculation: (answer, key) => JSON.stringify(answer).length + key.length,
  });
  let kept = basis();
  const isOf = (now: readonly unknown[]): boolean => now.every((part, i) => part === kept[i]);
  const search = async (request: SearchRequest): Promise<SearchAnswer> => {
    if (request.pin || request.cursor !== null) return service.search(request);
    const before = basis();
    if (!isOf(before)) answers.clear();
    kept = before;
    const key = JSON.stringify(request);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = await service.search(request);
    // What was written meanwhile may be in it in part.
    if (isOf(basis()) && isOf(before)) answers.set(key, answer);
    return answer;
  };
  return {
    search,
    suggest: (request) => service.suggest(request),
    related: (id, size) => service.related(id, size),
  };
}
