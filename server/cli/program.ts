import { Command } from 'commander';
import { packageVersion } from '../package-version.js';
import { addBlockCommand } from './block-command.js';
import { addCrawlCommand } from './crawl-command.js';
import { addDemoCommand } from './demo-command.js';
import { addDictCommand } from './dict-command.js';
import type { ExitCode } from './exit-code.js';
import { addDoctorCommand } from './doctor-command.js';
import { addIndexCommand } from './index-command.js';
import { addKeyCommand } from './key-command.js';
import { addKeepingCommands } from './keeping-commands.js';
import { addMigrateCommand } from './migrate-command.js';
import { addReadCommand } from './read-command.js';
import { addReindexCommand } from './reindex-command.js';
import { addSearchCommand } from './search-command.js';
import { addServeCommand } from './serve-command.js';
import { addSnapshotCommand } from './snapshot-command.js';
import { addStatsCommand } from './stats-command.js';
import { addSynonymsCommand } from './synonyms-command.js';

/**
 * The command line.
 * @param exit told what a command ends with
 */
export function createProgram(exit: (code: ExitCode) => void): Command {
  const program = new Command('xunwen')
    .description('Xunwen (寻闻): search for Chinese news.')
    .version(packageVersion, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this, or the help of a command')
    .addHelpText('after', '\nSettings come from flags or the environment; "xunwen serve --help" lists them.')
    .showHelpAfterError('(add --help for what there is)');
  const add = [
    addServeCommand,
    addDemoCommand,
    addIndexCommand,
    addCrawlCommand,
    addReadCommand,
    addSearchCommand,
    addStatsCommand,
    addBlockCommand,
    addDictCommand,
    addSynonymsCommand,
    addKeyCommand,
    addDoctorCommand,
    addKeepingCommands,
    addReindexCommand,
    addMigrateCommand,
    addSnapshotCommand,
  ];
  for (const addCommand of add) addCommand(program, exit);
  return program;
}
