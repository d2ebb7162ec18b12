import type { Finding } from '../doctor/index.js';
import type { ExitCode } from './exit-code.js';
import { colors, print } from './terminal.js';

const marks = { ok: colors.green('ok  '), warn: colors.yellow('warn'), fail: colors.red('FAIL') };

/** Prints what checks found, and what to do. @returns 1 where one failed */
export function printFindings(findings: readonly Finding[], json: boolean): ExitCode {
  if (json) print(JSON.stringify({ findings }));
  else for (const finding of findings) printFinding(finding);
  return findings.some(({ level }) => level === 'fail') ? 1 : 0;
}

function printFinding({ level, name, told, advice }: Finding): void {
  print(`${marks[level]}  ${name.padEnd(16)} ${told}`);
  if (advice !== null) print(`${' '.repeat(23)}${advice}`);
}
