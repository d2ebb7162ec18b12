import { relative, resolve } from 'node:path';
import { FolderError } from './folder-error.js';

/** Bytes of a unix socket's path that the system takes. */
const longest = process.platform === 'linux' ? 107 : 103;

/**
 * The shorter of the two ways to name a socket: from the root, or from the working directory, which must stay the same
 * while it is used.
 * @throws FolderError `unusable` where neither is short enough
 */
export function socketPath(file: string): string {
  const absolute = resolve(file);
  const fromHere = relative(process.cwd(), absolute);
  const path = Buffer.byteLength(fromHere) < Buffer.byteLength(absolute) ? fromHere : absolute;
  if (Buffer.byteLength(path) <= longest) return path;
  const advice = 'put the data folder somewhere shorter, or start from a folder nearer to it';
  throw new FolderError('unusable', `the path ${path} is too long for a socket (${longest} bytes): ${advice}`);
}
