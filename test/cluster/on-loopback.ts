import { once } from 'node:events';
import type { Server } from 'node:http';

/** Has a server listen on a free port of loopback. */
export async function onLoopback(server: Server): Promise<{ readonly port: number; readonly close: () => void }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { port: typeof address === 'object' && address !== null ? address.port : 0, close };
}
