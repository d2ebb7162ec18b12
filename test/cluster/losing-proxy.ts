import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { onLoopback } from './on-loopback.js';
import { nodeUrls } from './one-cluster.js';

/** A way to a node of the cluster on which answers get lost. */
export interface LosingProxy {
  readonly url: string;
  /** So many of the next writes are done, but their answers are lost. */
  lose: number;
  readonly close: () => void;
}

/** Whether it is a write: what only reads may be lost without harm. */
function isWrite({ method, url = '' }: IncomingMessage): boolean {
  return method === 'PUT' || method === 'DELETE' || url.includes('/_bulk');
}

/** Starts a proxy before the first node of the cluster. */
export async function losingProxy(): Promise<LosingProxy> {
  const [node = ''] = nodeUrls();
  const server = createServer((asked: IncomingMessage, answer: ServerResponse) => {
    const { method, url = '/', headers } = asked;
    const passed = request(new URL(url, node), { method, headers }, (response) => {
      if (isWrite(asked) && proxy.lose-- > 0) {
        response.resume().once('end', () => asked.socket.destroy());
        return;
      }
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    asked.pipe(passed);
  });
  const { port, close } = await onLoopback(server);
  const proxy: LosingProxy = { url: `http://127.0.0.1:${port}`, lose: 0, close };
  return proxy;
}
