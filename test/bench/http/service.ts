import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../server/cli/main.js', import.meta.url));
/** Milliseconds between two looks whether a service is ready. */
const glance = 25;

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a command of the command line. */
export function start(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('XUNWEN_'));
  return spawn(process.execPath, [main, ...args], {
    env: { ...Object.fromEntries(own), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Runs a command to its end; gives the milliseconds it took. */
export async function run(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const [code] = await once(start(args, {}), 'exit');
  if (code !== 0) throw new Error(`xunwen ${args.join(' ')} ended with ${String(code)}`);
  return performance.now() - started;
}

/** `xunwen serve` in a process of its own. */
export class Service {
  readonly url: string;
  /** From its start until it could answer searches. */
  readonly readyMs: number;
  readonly #process: ChildProcess;

  private constructor(url: string, readyMs: number, child: ChildProcess) {
    this.url = url;
    this.readyMs = readyMs;
    this.#process = child;
  }

  /** Starts one, and waits until it is ready. */
  static async start(dataFolder: string, env: Readonly<Record<string, string>>): Promise<Service> {
    const port = await freePort();
    const started = performance.now();
    const child = start(['serve', '--data', dataFolder, '--port', String(port)], env);
    const url = `http://127.0.0.1:${port}`;
    while (!(await isReady(url))) {
      if (child.exitCode !== null) throw new Error(`xunwen serve ended with ${child.exitCode}`);
      await sleep(glance);
    }
    return new Service(url, performance.now() - started, child);
  }

  /** Bytes of it in memory, as Linux tells them; `null` elsewhere. */
  get rss(): number | null {
    try {
      const status = readFileSync(`/proc/${String(this.#process.pid)}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
    } catch {
      return null;
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
