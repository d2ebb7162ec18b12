import type { CountedField } from './requests.js';

/** A hit of `/api/search`, as far as it is read here. */
export interface ServiceHit {
  readonly id: string;
  readonly url: string | null;
  readonly title: string;
  readonly section: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly tags: readonly string[];
  readonly image: string | null;
  readonly publishedAt: string | null;
  readonly highlights: { readonly title: string; readonly snippets: readonly string[] };
}

/** How many articles have a value. */
export interface Count {
  readonly value: string;
  readonly count: number;
}

/** An answer of `/api/search`, as far as it is read here. */
export interface ServiceAnswer {
  readonly total: number;
  /** Hits, copies of one story once. */
  readonly stories: number;
  readonly tookMs: number;
  readonly didYouMean: string | null;
  readonly relaxed: object | null;
  readonly hits: readonly ServiceHit[];
  readonly facets: Partial<Record<CountedField, readonly Count[]>>;
}

/** What is found where no article can be. */
export const nothing: ServiceAnswer = {
  total: 0,
  stories: 0,
  tookMs: 0,
  didYouMean: null,
  relaxed: null,
  hits: [],
  facets: {},
};

/** How an address is reached. */
export type Fetch = (url: string) => Promise<Response>;

/** An answer that was none. */
export class SearchFailure extends Error {
  override readonly name = 'SearchFailure';
  /** `null`: nobody answered, or nobody who may be read. */
  readonly status: number | null;
  /** Of the service's problem, such as `invalid_parameter`; `null`: it gave none. */
  readonly code: string | null;

  constructor(status: number | null, code: string | null, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.code = code;
  }
}

async function failureOf(response: Response): Promise<SearchFailure> {
  const problem: unknown = await response.json().catch(() => null);
  const told = (name: string): string | null => {
    const value: unknown = problem instanceof Object ? Reflect.get(problem, name) : null;
    return typeof value === 'string' ? value : null;
  };
  return new SearchFailure(response.status, told('code'), told('detail') ?? `the service answered ${response.status}`);
}

/** Whether something looks like an answer of the service, and not of whatever else is there. */
function isServiceAnswer(body: unknown): body is ServiceAnswer {
  return body instanceof Object && 'total' in body && 'facets' in body && 'hits' in body && Array.isArray(body.hits);
}

/**
 * Asks the service.
 * @param url of `/api/search`
 * @throws SearchFailure
 */
export async function askService(fetch: Fetch, url: string): Promise<ServiceAnswer> {
  const response = await fetch(url).catch((cause: unknown) => {
    const message = `${url} cannot be reached, or does not let this page read its answers (XUNWEN_CORS_ORIGINS)`;
    throw new SearchFailure(null, null, message, { cause });
  });
  if (!response.ok) throw await failureOf(response);
  const answer: unknown = await response.json().catch(() => null);
  if (isServiceAnswer(answer)) return answer;
  throw new SearchFailure(response.status, null, `${url} gives no answer of Xunwen's`);
}
