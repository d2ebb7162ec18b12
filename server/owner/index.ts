export { bodyInterrupted } from './exchange.js';
export { ListenError, Listener, type ListenerLimits, type RequestHandler } from './listener.js';
export { OwnerClient, ServiceError } from './owner-client.js';
