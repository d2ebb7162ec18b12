import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { errorIn, isPassing, type ClusterConnection, wholeSearch, wholeSearchOfView } from '../../../corpus/index.js';

/** An article that a search of the cluster has found. */
export interface FoundHit {
  readonly fields: {
    readonly id: readonly [string];
    /** Days since 1970 in Asia/Shanghai, and milliseconds; not there where it has no time. */
    readonly day?: readonly [number] | undefined;
    readonly time?: readonly [number] | undefined;
    readonly story?: readonly [string] | undefined;
  };
  /** Names of the clauses that matched. */
  readonly matched_queries?: readonly string[] | undefined;
  readonly _score?: number | null | undefined;
  readonly sort: readonly unknown[];
}

/** What a search of the cluster has found. */
export interface Found {
  readonly hits: { readonly total: number; readonly hits: readonly FoundHit[] };
  readonly aggregations?: unknown;
}

const found: z.ZodType<Found> = z.object({
  hits: z.object({
    total: z
      .object({ value: z.number() })
      .optional()
      .transform((total) => total?.value ?? 0),
    hits: z.array(
      z.object({
        fields: z.object({
          id: z.tuple([z.string()]),
          day: z.tuple([z.number()]).optional(),
          time: z.tuple([z.number()]).optional(),
          story: z.tuple([z.string()]).optional(),
        }),
        matched_queries: z.array(z.string()).optional(),
        _score: z.number().nullish(),
        sort: z.array(z.unknown()),
      }),
    ),
  }),
  aggregations: z.unknown().optional(),
});

/** Where a search looks. */
export interface SearchPlace {
  readonly connection: ClusterConnection;
  readonly index: string;
  /** In which the documents are looked at; `null`: as they are. */
  readonly view: string | null;
}

/**
 * Searches for hits with what `FoundHit` says of them.
 * @param body of OpenSearch's `_search`
 * @throws ClusterError
 */
export async function findHits({ connection, index, view }: SearchPlace, body: object): Promise<Found> {
  return connection.ask(found, {
    method: 'POST',
    path: view === null ? [index, '_search'] : ['_search'],
    query: view === null ? wholeSearch : wholeSearchOfView,
    body: {
      docvalue_fields: ['id', 'day', 'time', 'story'],
      track_total_hits: true,
      ...(view !== null && { pit: { id: view } }),
      ...body,
    },
  });
}

const several = z.object({ responses: z.array(z.unknown()) });

/** Milliseconds before searches that a busy node has turned away are asked again. */
const pauses = [50, 100, 200];

/**
 * Makes several searches in one request; those that a busy node turns away are asked again.
 * @param bodies of OpenSearch's `_search`
 * @returns the answer of each
 * @throws ClusterError where one fails
 */
export async function searchSeveral(
  { connection, index }: Pick<SearchPlace, 'connection' | 'index'>,
  bodies: readonly object[],
): Promise<readonly unknown[]> {
  const answers = new Map<object, unknown>();
  for (let tries = 0; ; tries++) {
    const asked = bodies.filter((body) => !answers.has(body));
    const lines = asked.flatMap((body) => [JSON.stringify(wholeSearch), JSON.stringify(body)]);
    const { responses } = await connection.ask(several, { method: 'POST', path: [index, '_msearch'], lines });
    const outcomes = responses.map(errorIn);
    asked.forEach((body, i) => {
      if (outcomes[i] === null) answers.set(body, responses[i]);
    });
    const failures = outcomes.filter((outcome) => outcome !== null);
    const [failed] = failures;
    if (failed === undefined) return bodies.map((body) => answers.get(body));
    const pause = pauses[tries];
    if (pause === undefined || !failures.every(({ failure }) => isPassing(failure))) throw failed;
    await sleep(pause);
  }
}
