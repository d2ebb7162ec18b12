import { z } from 'zod';
import { CorpusError } from '../errors.js';

/** What OpenSearch says of a failure, in an answer or of one item of a bulk. */
export interface ClusterFailure {
  /** Of HTTP; 0 where no node answered. */
  readonly status: number;
  /** Stable, such as `circuit_breaking_exception`. */
  readonly type: string;
  readonly reason: string;
}

/** A failure of a cluster, as every store has them: `insufficient_storage` where a disk is full, else `unavailable`. */
export class ClusterError extends CorpusError {
  readonly failure: ClusterFailure;

  constructor(failure: ClusterFailure, options?: ErrorOptions) {
    const told = toldOf(failure);
    if (isFull(failure)) super('insufficient_storage', `a disk of the cluster is full: ${told}`, options);
    else
      super('unavailable', `the cluster ${failure.status === 0 ? 'cannot be reached' : 'refused'}: ${told}`, options);
    this.failure = failure;
  }

  /** Whether it was refused for what was asked or written, so that something else might be taken. */
  get isOfRequest(): boolean {
    return [400, 413].includes(this.failure.status);
  }

  /** Whether no node answered, or the cluster has no manager, or not yet: it may be there in a moment. */
  get isUnreachable(): boolean {
    const { status } = this.failure;
    return status === 0 || status === 503;
  }
}

function toldOf({ status, type, reason }: ClusterFailure): string {
  if (status === 401) return 'it does not take the user and password of XUNWEN_OPENSEARCH_USER';
  if (status === 403 && type === noReason) return 'the user of XUNWEN_OPENSEARCH_USER may not do this';
  if (type === noReason) return `HTTP ${status}`;
  return reason === '' ? type : `${type}: ${reason}`;
}

/** Whether a disk is so full that it takes no more: 429, as for too much at once, but waiting does not help. */
function isFull({ type, reason }: ClusterFailure): boolean {
  return (
    type === 'cluster_block_exception' && /flood-stage|read-only-allow-delete|read-only \/ allow delete/.test(reason)
  );
}

/** Of parts of the cluster that have too much to do just now. */
const passing = /^(?:circuit_breaking|(?:opensearch_)?rejected_execution|unavailable_shards)_exception$/;

/** Whether it is worth trying again, a little later. */
export function isPassing({ status, type }: ClusterFailure): boolean {
  if (type === 'cluster_block_exception') return false;
  return status === 429 || status === 503 || passing.test(type);
}

/** Where the answer says nothing. */
const noReason = 'no reason was given';

/** What errors of the client are called for which there was no answer. */
const unanswered = /^(?:Timeout|Connection|NoLivingConnections|RequestAborted|Deserialization|NotCompatible)Error$/;

const failedSearch = 'search_phase_execution_exception';
const cause = z.object({ type: z.string(), reason: z.string().nullish() });
/** Of a search that failed, what says more is what its first shard says. */
const failed = cause
  .extend({ root_cause: z.array(cause).catch([]) })
  .transform(({ root_cause: [first], ...error }) => (error.type === failedSearch ? (first ?? error) : error));
const answer = z.object({ error: failed });

/** An error of the client as one of ours; others stay what they are. */
export function toClusterError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const options = { cause: error };
  if (unanswered.test(error.name)) {
    return new ClusterError({ status: 0, type: error.name, reason: error.message }, options);
  }
  if (error.name !== 'ResponseError' || !('statusCode' in error) || !('body' in error)) return error;
  const { type, reason } = answer.safeParse(error.body).data?.error ?? { type: noReason };
  return new ClusterError({ status: Number(error.statusCode), type, reason: reason ?? '' }, options);
}

const failedPart = z.object({ status: z.number().default(503), error: failed });

/** The failure of a part of an answer that is 200 as a whole, such as one search of several; `null`: it has not failed. */
export function errorIn(part: unknown): ClusterError | null {
  const told = failedPart.safeParse(part).data;
  if (told === undefined) return null;
  const { type, reason } = told.error;
  return new ClusterError({ status: told.status, type, reason: reason ?? '' });
}
