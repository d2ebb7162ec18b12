/** The part of a hit that the box shows (`GET /api/suggest` with `hits`). */
export interface InstantHit {
  readonly id: string;
  readonly url: string | null;
  readonly title: string;
  readonly source: string | null;
  readonly section: string | null;
  readonly publishedAt: string | null;
  readonly highlights: { readonly title: string };
}

export interface Suggestion {
  readonly text: string;
  readonly kind: 'word' | 'title' | 'query';
  /** HTML, all escaped but the marks. */
  readonly highlighted: string;
  /** The article of a title, and its address. */
  readonly id: string | null;
  readonly url: string | null;
}

/** What the service says to what is being typed. */
export interface InstantAnswer {
  readonly suggestions: readonly Suggestion[];
  /** Missing where no hits were asked for. */
  readonly instant?: {
    readonly total: number;
    readonly relaxed: object | null;
    readonly didYouMean: string | null;
    readonly hits: readonly InstantHit[];
  };
}

function isHit(hit: unknown): boolean {
  return typeof Object(Object(hit).highlights).title === 'string';
}

/** Whether something looks like an answer of the service, and not of whatever else is there. */
export function isInstantAnswer(body: unknown): body is InstantAnswer {
  const { suggestions, instant = { hits: [] } } = Object(body);
  const { hits } = Object(instant);
  if (!Array.isArray(suggestions) || !Array.isArray(hits)) return false;
  return suggestions.every((one) => typeof Object(one).highlighted === 'string') && hits.every(isHit);
}
