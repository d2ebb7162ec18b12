import type { Command } from 'commander';
import { examine } from '../doctor/index.js';
import type { ExitCode } from './exit-code.js';
import { printFindings } from './findings.js';
import { addSettingFlags, configOf } from './setting-flags.js';

/** `xunwen doctor` */
export function addDoctorCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('doctor')
    .summary('look whether all is well for a service')
    .description(
      'Looks at versions, jieba, words, data folder, cluster, databases, disk, memory, limits, sources, address, settings.\n' +
        'Says what to do, and changes nothing; ends with 1 where a service could not run.',
    )
    .option('--json', 'print it as JSON')
    .action(async ({ json = false }: { json?: boolean }) => exit(await doctor(command, json)));
  addSettingFlags(command, 'all');
}

async function doctor(command: Command, json: boolean): Promise<ExitCode> {
  return printFindings(await examine(configOf(command)), json);
}
