import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchange } from './exchange.js';

/** Answers to requests that came one behind the other on a connection, without waiting. */
const queued = new WeakMap<Socket, Set<ServerResponse>>();

/**
 * Tells an answer that waits behind others on its connection when that closes, by its event `close`: Node tells the one
 * that is being sent, and forgets those in the queue, and who waits for their end would wait for ever.
 */
export function closeWithConnection({ request: { socket }, response }: Exchange): void {
  // Node gives an answer the socket when its turn comes.
  if (response.socket !== null) return;
  const answers = queued.get(socket) ?? watch(socket);
  answers.add(response);
  response.once('close', () => answers.delete(response));
}

function watch(socket: Socket): Set<ServerResponse> {
  const answers = new Set<ServerResponse>();
  queued.set(socket, answers);
  socket.once('close', () => {
    for (const response of [...answers].filter((one) => one.socket === null)) response.destroy().emit('close');
  });
  return answers;
}
