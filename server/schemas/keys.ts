import { z } from 'zod';
import { boundedList } from '../../corpus/index.js';
import { scopes, type AccessKey, type KeyWish, type NewKey } from '../access/index.js';
import { isOrigin } from '../origin.js';

const wish = {
  name: z.string().regex(/^\P{C}{1,60}$/u, { error: 'has to be of 1 to 60 characters' }),
  scopes: boundedList(z.enum(scopes), { min: 1 }),
  origins: z.array(z.string().refine(isOrigin, { error: 'has to be an origin such as https://news.example' })),
  rate: z.int().min(1).max(1_000_000).nullable(),
  expiresAt: z.iso.datetime({ offset: true }).nullable(),
};

/** What a new key is to be. */
export const keyInput: z.ZodType<KeyWish> = z.object(wish);

const accessKey: z.ZodType<AccessKey> = z.object({ ...wish, id: z.string(), createdAt: z.string() });

/** A key that was made, with its text, which is not shown again. */
export const newKey: z.ZodType<NewKey> = z.object({ key: accessKey, text: z.string() });

/** All keys. */
export const keyList: z.ZodType<{ readonly keys: readonly AccessKey[] }> = z.object({ keys: z.array(accessKey) });

/** The key that was revoked. */
export const revokedKey: z.ZodType<{ readonly key: AccessKey }> = z.object({ key: accessKey });
