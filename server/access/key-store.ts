import { z } from 'zod';
import { scopes, type AccessKey } from './access-key.js';

/** A key as it is kept. */
export interface KeptKey {
  readonly key: AccessKey;
  /** SHA-256 of the key's text. */
  readonly hash: Uint8Array;
}

/** A key as it was written as JSON. */
export const keptKey: z.ZodType<AccessKey> = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  origins: z.array(z.string()),
  rate: z.number().nullable(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
});

/**
 * Keeps keys: what a resolved call wrote outlives the process and the power.
 * All throw AccessError.
 */
export interface KeyStore {
  /** All keys, in no particular order: with what every resolved call wrote, whichever process called. */
  all(): Promise<readonly KeptKey[]>;

  /** Adds a key whose id none has. */
  add(kept: KeptKey): Promise<void>;

  /** Takes a key out; one that is not there is passed over. */
  remove(id: string): Promise<void>;

  /** Ends the use of the store; no call may follow. */
  close(): Promise<void>;
}
