import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileSizes, reachNow, snapshotFileIn } from '../data-folder/index.js';
import { fail, ok, warn, type Finding } from './finding.js';
import { size } from './machine.js';

const mega = 1024 * 1024;
/** Room that is asked for at least, whatever there is. */
const [leastRoom, wantedRoom] = [100 * mega, 1024 * mega];

/** Whether the data folder can be used, and by nobody else. */
export async function dataFolder(path: string): Promise<Finding> {
  if (!existsSync(path)) return ok('data folder', `${path} is not there yet; it will be made`);
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return fail('data folder', `${path} cannot be read and written`, 'give it to the user that runs xunwen');
  }
  const told = `${path}, ${await usedBy(path)}`;
  const isOpen = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0;
  return isOpen
    ? warn('data folder', `${told}; others can look into it`, `chmod 700 ${path}`)
    : ok('data folder', told);
}

async function usedBy(path: string): Promise<string> {
  const kinds = { free: 'not in use', served: 'served by xunwen serve', busy: 'in use by another command' };
  return kinds[await reachNow(path)];
}

/** Types of file systems on which SQLite's locks and shared memory are not to be relied on (statfs(2)). */
const remote = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9p'],
]);

/** Whether there is room on the disk, and whether it is one of this machine. */
export function disk(path: string): Finding {
  const existing = nearestExisting(path);
  const { type, bavail, bsize } = statfsSync(existing);
  const free = bavail * bsize;
  const used = fileSizes(path).reduce((sum, { bytes }) => sum + bytes, 0);
  const told = `${size(free)} free, ${size(used)} in use by the data folder`;
  const system = remote.get(type);
  if (free < leastRoom) return fail('disk', told, 'make room: writes are refused when it is full');
  if (system !== undefined) {
    return warn(
      'disk',
      `${told}, on ${system}`,
      'put the data folder on a disk of this machine: SQLite needs its locks',
    );
  }
  if (free < Math.max(wantedRoom, used))
    return warn('disk', told, 'make room for as much again: snapshots and backups');
  return ok('disk', told);
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

/** Bytes of the index's snapshot; 0: there is none. */
export function snapshotSize(path: string): number {
  return statSync(snapshotFileIn(path), { throwIfNoEntry: false })?.size ?? 0;
}
