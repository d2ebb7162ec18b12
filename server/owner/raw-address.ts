import type { Server } from 'node:http';
import type { Socket } from 'node:net';

const LINE_FEED = 0x0a;

function encodeByte(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`;
}

/** Percent-encodes the bytes of a request's first line that are not ASCII; `null` where there are none. */
function encodeFirstLine(chunk: Buffer): Buffer | null {
  const end = chunk.indexOf(LINE_FEED);
  const line = end < 0 ? chunk : chunk.subarray(0, end);
  if (line.every((byte) => byte < 0x80)) return null;
  const encoded = Array.from(line, encodeByte).join('');
  return Buffer.concat([Buffer.from(encoded, 'latin1'), chunk.subarray(line.length)]);
}

/**
 * Waits for the first bytes of a connection, puts them back with the address encoded, then goes on.
 * @param patience milliseconds; 0: for ever
 */
function onFirstBytes(socket: Socket, patience: number, goOn: () => void): void {
  const giveUp = (): void => void socket.destroy();
  const look = (): void => {
    // The whole of what is there; `null` when the other side has closed already.
    const chunk: unknown = socket.read();
    socket.off('readable', look);
    socket.off('error', giveUp);
    socket.setTimeout(0, giveUp);
    if (Buffer.isBuffer(chunk)) socket.unshift(encodeFirstLine(chunk) ?? chunk);
    goOn();
  };
  socket.setTimeout(patience, giveUp);
  socket.on('error', giveUp);
  socket.on('readable', look);
}

/**
 * Lets a server take addresses with raw Chinese in them, as people type them after `curl`, which Node's parser refuses
 * (https://github.com/nodejs/llhttp/issues/259). Only what comes first on a connection is looked at: programs that keep
 * connections open, or send a line in pieces, encode their addresses.
 * @param patience milliseconds until the first byte has to come; 0: for ever
 * @returns closes the connections on which nothing has come yet: the server does not know of them
 */
export function acceptRawAddresses(server: Server, patience: number): () => void {
  const silent = new Set<Socket>();
  const accept = server.listeners('connection');
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
    onFirstBytes(socket, patience, () => {
      silent.delete(socket);
      for (const listener of accept) listener.call(server, socket);
    });
  });
  return () => {
    for (const socket of silent) socket.destroy();
  };
}
