import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A key in full, as it is shown once, and what is kept of it. */
export interface MadeKey {
  readonly id: string;
  /** `xw_<id>_<secret>` */
  readonly text: string;
  readonly hash: Uint8Array;
}

/** 6 bytes of id, 32 of secret. The beginning lets scanners of leaked secrets know what they have found. */
const form = /^xw_([0-9a-f]{12})_[\w-]{43}$/;

/** Makes a key of 256 random bits. */
export function makeKey(): MadeKey {
  const id = randomBytes(6).toString('hex');
  const text = `xw_${id}_${randomBytes(32).toString('base64url')}`;
  return { id, text, hash: hashOf(text) };
}

/** The id that a key carries; `null`: it is none of ours. */
export function idIn(text: string): string | null {
  return form.exec(text)?.[1] ?? null;
}

/**
 * What is kept of a key: SHA-256. A slow hash is for what people choose; nobody guesses 256 random bits
 * (OWASP Password Storage Cheat Sheet is about passwords).
 */
export function hashOf(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}

/** Whether a key is the one whose hash this is; takes the same time wherever the two differ, and whatever the length. */
export function matches(text: string, hash: Uint8Array): boolean {
  return timingSafeEqual(hashOf(text), hash);
}
