export {
  crawlFileIn,
  DataFolder,
  fileSizes,
  keptFilesIn,
  keysFileIn,
  lossIn,
  readersFileIn,
  snapshotFileIn,
  socketFileIn,
  storeFileIn,
  unfinishedRestoreIn,
  wordFilesIn,
  type FileSize,
} from './data-folder.js';
export { FolderError, type FolderErrorCode } from './folder-error.js';
export { claimForService, reachFolder, reachNow, type Reached } from './reach-folder.js';
export { SnapshotKeeper, type SnapshotKeeperOptions, type SnapshotPace, type Snapshotted } from './snapshot-keeper.js';
export { socketPath } from './socket-path.js';
