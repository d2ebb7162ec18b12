import type { Command } from 'commander';
import { examine, type Finding } from '../doctor/index.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { colors, print } from './terminal.js';

/** `xunwen doctor` */
export function addDoctorCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('doctor')
    .summary('look whether all is well for a service')
    .description(
      'Looks at versions, jieba, words, data folder, disk, memory, limits and settings, and says what to do.\n' +
        'Changes nothing; ends with 1 where a service could not run.',
    )
    .option('--json', 'print it as JSON')
    .action(async ({ json = false }: { json?: boolean }) => exit(await doctor(command, json)));
  addSettingFlags(command, 'all');
}

const marks = { ok: colors.green('ok  '), warn: colors.yellow('warn'), fail: colors.red('FAIL') };

async function doctor(command: Command, json: boolean): Promise<ExitCode> {
  const findings = await examine(configOf(command));
  if (json) print(JSON.stringify({ findings }));
  else for (const finding of findings) printFinding(finding);
  return findings.some(({ level }) => level === 'fail') ? 1 : 0;
}

function printFinding({ level, name, told, advice }: Finding): void {
  print(`${marks[level]}  ${name.padEnd(12)} ${told}`);
  if (advice !== null) print(`${' '.repeat(19)}${advice}`);
}
