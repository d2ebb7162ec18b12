import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { searchAnswer } from '../../server/schemas/answers.js';

/** The compiled command line beside these compiled tests. */
const main = fileURLToPath(new URL('../../server/cli/main.js', import.meta.url));

const folders: string[] = [];
const running = new Set<ChildProcess>();

/** A folder of its own in the system's temporary one; `cleanUp` removes it. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-cli-'));
  folders.push(folder);
  return folder;
}

/** Ends what still runs, by its pid, and removes the folders. Call it after each test. */
export async function cleanUp(): Promise<void> {
  for (const child of running) {
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** The environment without settings and colours, and with what is given. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(?:XUNWEN_.*|NO_COLOR|FORCE_COLOR)$/.test(name));
  return { ...Object.fromEntries(own), ...more };
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** For standard input, which is empty without it. */
  readonly input?: string;
  /** Whether standard input stays open after `input`. */
  readonly keepInputOpen?: boolean;
  /** Shell commands that come first, such as `ulimit -n 64`. */
  readonly before?: string;
  /** A program that runs it, and its arguments, such as `strace`. */
  readonly through?: readonly string[];
  /** Shell commands that read its standard output through a pipe; theirs is read instead, and it tells its own code. */
  readonly reader?: string;
}

/** Starts the command line, with a reader behind it where there is one. */
function start(
  args: readonly string[],
  options: SpawnOptions,
  { reader, before, through }: Pick<RunOptions, 'reader' | 'before' | 'through'>,
): ChildProcess {
  const [program, ...own] = through ?? [];
  if (program !== undefined) return spawn(program, [...own, process.execPath, main, ...args], options);
  if (before !== undefined) {
    return spawn('sh', ['-c', `${before}; exec "$@"`, 'sh', process.execPath, main, ...args], options);
  }
  if (reader === undefined) return spawn(process.execPath, [main, ...args], options);
  const script = `{ "$@"; echo "code $?" >&2; } | { ${reader}; }`;
  return spawn('sh', ['-c', script, 'sh', process.execPath, main, ...args], options);
}

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the command line. */
export class Run {
  readonly child: ChildProcess;
  readonly ended: Promise<Outcome>;
  stdout = '';
  stderr = '';

  constructor(
    args: readonly string[],
    { env = {}, cwd, input = '', keepInputOpen = false, reader, before, through }: RunOptions = {},
  ) {
    this.child = start(
      args,
      { env: environment(env), ...(cwd === undefined ? {} : { cwd }) },
      {
        ...(reader === undefined ? {} : { reader }),
        ...(before === undefined ? {} : { before }),
        ...(through === undefined ? {} : { through }),
      },
    );
    running.add(this.child);
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = new Promise((resolve) => {
      this.child.once('close', (code) => {
        running.delete(this.child);
        resolve({ code, stdout: this.stdout, stderr: this.stderr });
      });
    });
    this.child.stdin?.write(input);
    if (!keepInputOpen) this.child.stdin?.end();
  }

  /** Waits until standard output and error together match; gives the match. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    let isOver = false;
    void this.ended.then(() => (isOver = true));
    for (;;) {
      const match = pattern.exec(this.stdout + this.stderr);
      if (match !== null) return match;
      if (isOver) throw new Error(`it ended without saying ${pattern.source}:\n${this.stdout}${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Sends a signal and waits for the end. */
  async end(signal: NodeJS.Signals): Promise<Outcome> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Runs a command to its end. */
export function xunwen(args: readonly string[], options?: RunOptions): Promise<Outcome> {
  return new Run(args, options).ended;
}

/** A service on a free port. */
export interface Service extends Pick<Run, 'end' | 'child'> {
  readonly url: string;
  readonly run: Run;
}

/** Starts a service on a free port and waits until it can answer. */
export async function startService(dataFolder: string, options: RunOptions = {}, command = 'serve'): Promise<Service> {
  const run = new Run([command, '--data', dataFolder, '--port', '0'], options);
  const [, url = ''] = await run.says(/(http:\/\/127\.0\.0\.1:\d+)/);
  return { url, run, child: run.child, end: (signal) => run.end(signal) };
}

/** Titles that a service finds. */
export async function titlesAt(url: string, query: string): Promise<string[]> {
  const response = await fetch(`${url}/api/search?size=100&q=${encodeURIComponent(query)}`);
  return searchAnswer.parse(await response.json()).hits.map(({ title }) => title);
}

/** Articles as JSON lines: one for each title. */
export function lines(...titles: readonly string[]): string {
  return titles.map((title) => `${JSON.stringify({ id: title, title, body: `${title}的正文。` })}\n`).join('');
}
