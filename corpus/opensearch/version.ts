import { z } from 'zod';

/** A version of a document, as the condition of a write: one that is made only while no later version is there. */
export interface Version {
  readonly if_seq_no: number;
  readonly if_primary_term: number;
}

/** Of an answer that tells a version, such as that to a write. */
export const versionSchema: z.ZodType<Version> = z
  .object({ _seq_no: z.number(), _primary_term: z.number() })
  .transform(({ _seq_no: if_seq_no, _primary_term: if_primary_term }) => ({ if_seq_no, if_primary_term }));

/** A document with its version. */
export function versioned<T extends object>(source: z.ZodType<T>): z.ZodType<Version & { readonly _source: T }> {
  return z.intersection(versionSchema, z.object({ _source: source }));
}
