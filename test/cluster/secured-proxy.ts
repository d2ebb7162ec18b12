import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onLoopback } from './on-loopback.js';
import { nodeUrls } from './one-cluster.js';

/** A way to a node of the cluster by TLS, for one user. */
export interface SecuredProxy {
  readonly url: string;
  /** The file of its certificate, which it has signed itself. */
  readonly certificate: string;
  readonly close: () => void;
}

/** Starts a proxy before the first node that wants a user's password. */
export async function securedProxy(user: string, password: string): Promise<SecuredProxy> {
  const [node = ''] = nodeUrls();
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-secured-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=xunwen-test']
      .concat(['-addext', 'subjectAltName=IP:127.0.0.1'])
      .concat(['-keyout', key, '-out', certificate]),
    { stdio: 'pipe' },
  );
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (asked, answer) => {
    const { authorization, ...headers } = asked.headers;
    if (authorization !== wanted) {
      answer.writeHead(401, { 'Content-Type': 'text/plain' }).end('Unauthorized');
      return;
    }
    const { method, url = '/' } = asked;
    const passed = request(new URL(url, node), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    asked.pipe(passed);
  });
  const { port, close } = await onLoopback(server);
  return {
    url: `https://127.0.0.1:${port}`,
    certificate,
    close: () => {
      close();
      rmSync(folder, { recursive: true });
    },
  };
}
