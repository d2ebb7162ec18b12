import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './service.js';

/** Express alone in a process of its own: one route, which answers each address with the bytes it is given for it. */
export class BareServer {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#process = child;
  }

  /**
   * @param folder for a file with the answers
   * @param answers bodies by path
   */
  static async start(folder: string, answers: ReadonlyMap<string, string>): Promise<BareServer> {
    const file = join(folder, 'answers.json');
    writeFileSync(file, JSON.stringify(Object.fromEntries(answers)));
    const port = await freePort();
    const child = fork(new URL('./bare-express.js', import.meta.url), [String(port), file]);
    await once(child, 'message');
    return new BareServer(`http://127.0.0.1:${port}`, child);
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill();
    await ended;
  }
}
