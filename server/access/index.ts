export { AccessError } from './access-error.js';
export { allows, scopes, type AccessKey, type KeyWish, type Scope } from './access-key.js';
export { AccessKeys, SettingsKey, type NewKey } from './access-keys.js';
export { ClusterKeys } from './cluster-keys.js';
export { KeyFile, prepareKeys } from './key-file.js';
export type { KeptKey, KeyStore } from './key-store.js';
