import { isInstantAnswer, type InstantAnswer } from './instant-answer.js';
import type { Failure } from './texts.js';

/** A request that brought no answer. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly kind: Failure;

  constructor(kind: Failure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** What is asked for. */
export interface InstantQuestion {
  /** Of the service, ending in a slash. */
  readonly endpoint: string;
  readonly suggestions: number;
  readonly hits: number;
  /** As in an address: `section=时政&source=…`. */
  readonly filters: string;
}

/** Numbers of the service's statuses that pass by themselves. */
const busyStatuses = [429, 503];

/**
 * Asks the service for suggestions and first hits.
 * @throws RequestFailure; what `fetch` throws where it was aborted
 */
export async function askInstantly(
  { endpoint, suggestions, hits, filters }: InstantQuestion,
  query: string,
  signal: AbortSignal,
): Promise<InstantAnswer> {
  const parameters = new URLSearchParams(filters);
  parameters.set('q', query);
  parameters.set('size', String(Math.max(1, suggestions)));
  parameters.set('hits', String(hits));
  const response = await reach(`${endpoint}api/suggest?${parameters.toString()}`, endpoint, signal);
  if (busyStatuses.includes(response.status))
    throw new RequestFailure('busy', `the service answered ${response.status}`);
  if (!response.ok) throw new RequestFailure('failed', `the service answered ${response.status}`);
  const answer: unknown = await response.json();
  if (!isInstantAnswer(answer)) throw new RequestFailure('failed', `${endpoint} gives no answer of Xunwen's`);
  return { ...answer, suggestions: answer.suggestions.slice(0, suggestions) };
}

async function reach(url: string, endpoint: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal, credentials: 'omit' });
  } catch (error) {
    if (signal.aborted) throw error;
    if (await isRefused(endpoint, signal)) {
      const message = `${endpoint} does not let pages of ${location.origin} read its answers; set XUNWEN_CORS_ORIGINS=${location.origin} there`;
      throw new RequestFailure('failed', message, { cause: error });
    }
    const kind = navigator.onLine ? 'unreachable' : 'offline';
    throw new RequestFailure(kind, `${endpoint} cannot be reached`, { cause: error });
  }
}

/**
 * Whether a service that gave no answer is there nevertheless: then it is this page that may not read it. Browsers tell
 * scripts nothing of the difference, but this very script may be read by every page.
 */
async function isRefused(endpoint: string, signal: AbortSignal): Promise<boolean> {
  if (new URL(endpoint).origin === location.origin) return false;
  try {
    return (await fetch(`${endpoint}searchbox.js`, { method: 'HEAD', signal, cache: 'no-store', credentials: 'omit' }))
      .ok;
  } catch {
    return false;
  }
}

/** Tells the service what was chosen, for its suggestions; no page waits for it, and nothing is lost without. */
export function tellChoice(
  endpoint: string,
  choice: { query: string | null; id: string | null; text: string | null; rank: number | null },
): void {
  try {
    navigator.sendBeacon(`${endpoint}api/events`, JSON.stringify(choice));
  } catch {
    // What protects a reader's privacy may have taken it away.
  }
}

/** What a failed request means to a reader; the site's developer finds the rest on the console. */
export function failureOf(error: unknown): Failure {
  // oxlint-disable-next-line no-console -- nobody else can tell them
  console.error(error);
  if (error instanceof RequestFailure) return error.kind;
  return error instanceof DOMException && error.name === 'TimeoutError' ? 'busy' : 'failed';
}
