import { z } from 'zod';
import { wherePut, type ClusterConnection } from './cluster-connection.js';
import { errorIn } from './cluster-error.js';

/** What there is under an id. */
export interface FoundDocument<T> {
  readonly found: boolean;
  /** 0: there is none. */
  readonly version: number;
  readonly source: T | undefined;
}

/** Which documents are read, and what of them. */
export interface DocumentsWanted<T> {
  readonly index: string;
  /** As OpenSearch calls them (`documentId`). */
  readonly ids: readonly string[];
  /** Of what stands in a document; `null`: nothing of it is wanted. */
  readonly schema: z.ZodType<T> | null;
  /** Fields of it; default: all. */
  readonly fields?: readonly string[];
  /** Whether what another process is just putting must not be missed; then nodes that hang are waited for. */
  readonly isNewest?: boolean;
}

const answer = z.object({ docs: z.array(z.unknown()) });

/**
 * Reads documents by their ids, in the order asked for. OpenSearch answers 200 where some cannot be read, as while no copy
 * of their shard is there: nobody must take these for documents that are not there.
 * @throws ClusterError where one of them cannot be read
 */
export async function readDocuments<T>(
  connection: ClusterConnection,
  { index, ids, schema, fields, isNewest = false }: DocumentsWanted<T>,
): Promise<readonly FoundDocument<T>[]> {
  if (ids.length === 0) return [];
  const wanted = fields === undefined ? {} : { _source_includes: fields.join(',') };
  const { docs } = await connection.ask(answer, {
    method: 'POST',
    path: [index, '_mget'],
    query: { ...(isNewest ? wherePut : { preference: '_local' }), ...(schema === null ? { _source: false } : wanted) },
    body: { ids },
  });
  const found = z.object({
    found: z.boolean(),
    _version: z.number().optional(),
    _source: (schema ?? z.undefined()).optional(),
  });
  return docs.map((one) => {
    const failed = errorIn(one);
    if (failed !== null) throw failed;
    const { found: isFound, _version: version = 0, _source } = found.parse(one);
    return { found: isFound, version: isFound ? version : 0, source: _source };
  });
}
