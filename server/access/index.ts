export { AccessError } from './access-error.js';
export { allows, scopes, type AccessKey, type KeyWish, type Scope } from './access-key.js';
export { AccessKeys, SettingsKey, type NewKey } from './access-keys.js';
export { prepareKeys } from './key-file.js';
