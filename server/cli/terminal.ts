import { once } from 'node:events';
import { isatty } from 'node:tty';
import pc from 'picocolors';

/** Colours for standard output: on a terminal, unless `NO_COLOR` is set; elsewhere where `FORCE_COLOR` is. */
export const colors: ReturnType<typeof pc.createColors> = pc.createColors(wantsColor());

function wantsColor(): boolean {
  const { NO_COLOR: none = '', FORCE_COLOR: forced = '' } = process.env;
  // Not `process.stdout.isTTY`: in a pipe that is undefined, and picocolors then decides itself, by `CI` too.
  return none === '' && (forced !== '' || isatty(1));
}

/** Writes a line to standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes a line of many; resolves when there is room for the next, so that a slow reader fills no memory. */
export async function printNext(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

/** Writes a line to standard error: what is not the result of a command. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Ends the process quietly when nobody reads its output any more, as in `xunwen read … | head`. */
export function endWithPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Resolves when standard output and error have taken all that was written: into a pipe they do so by and by. */
export async function flushed(): Promise<void> {
  const streams = [process.stdout, process.stderr];
  await Promise.all(streams.map((stream) => new Promise((resolve) => stream.write('', resolve))));
}

/** A whole number with spaces between thousands, such as `99 132`. */
export function grouped(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ' ');
}

/** One of a thing, or several: `1 article`, `2 articles`. */
export function counted(count: number, thing: string, things = `${thing}s`): string {
  return `${grouped(count)} ${count === 1 ? thing : things}`;
}

/** A length of time for people, such as `4.2 s`, `42 s`, `3 min 10 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
