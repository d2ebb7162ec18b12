import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { DataFolder, lockFileIn, socketFileIn } from './data-folder.js';
import { FolderError } from './folder-error.js';
import { FolderLock } from './folder-lock.js';
import { socketPath } from './socket-path.js';

/** How a command gets at a data folder: it has it itself, or a service has it that answers on a socket. */
export type Reached =
  { readonly kind: 'held'; readonly folder: DataFolder } | { readonly kind: 'served'; readonly socket: string };

/** Milliseconds between two looks at a folder that another command has. */
const pause = 200;

/**
 * Takes the folder, or finds the service that has it. Where another command has it, waits until that has ended.
 * @param onWait told once that it waits
 * @throws FolderError `unusable`
 */
export async function reachFolder(path: string, onWait: () => void): Promise<Reached> {
  for (let waited = false; ; waited = true) {
    const folder = DataFolder.claim(path);
    if (folder !== null) return { kind: 'held', folder };
    const socket = socketPath(socketFileIn(path));
    if (await isAnswering(socket)) return { kind: 'served', socket };
    if (!waited) onWait();
    await wait(pause);
  }
}

/**
 * Takes the folder for a service; where a command has it, waits until that has ended.
 * @param onWait told once that it waits
 * @throws FolderError `served` where a service has it already; `unusable`
 */
export async function claimForService(path: string, onWait: () => void): Promise<DataFolder> {
  const reached = await reachFolder(path, onWait);
  if (reached.kind === 'held') return reached.folder;
  throw new FolderError('served', `the data folder ${path} is already served by another "xunwen serve"`);
}

/**
 * Who has a folder at the moment; makes nothing, and holds nobody up for longer than it takes to look.
 * @throws FolderError `unusable` where the lock cannot be looked at
 */
export async function reachNow(path: string): Promise<'free' | 'served' | 'busy'> {
  const file = lockFileIn(path);
  if (!existsSync(file)) return 'free';
  const lock = FolderLock.take(file);
  lock?.release();
  if (lock !== null) return 'free';
  return (await isAnswering(socketPath(socketFileIn(path)))) ? 'served' : 'busy';
}

function isAnswering(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => resolve(true)).once('error', () => resolve(false));
    connection.once('connect', () => connection.destroy());
  });
}
