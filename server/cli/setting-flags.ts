import { Option, type Command } from 'commander';
import { loadConfig, type Config, type ConfigSources } from '../config.js';
import { flagOf, settings, type SettingKey } from '../settings.js';

/** The settings that every command has a flag for; the service has one for each. */
const general: readonly SettingKey[] = ['dataFolder', 'userDictionary', 'logLevel'];

function optionOf(key: SettingKey): Option[] {
  return settings
    .filter((setting) => setting.key === key)
    .map((setting) => {
      const standard = setting.default === null ? '' : `, default ${setting.default}`;
      const meaning = setting.meaning.replaceAll('`', '');
      return new Option(`${flagOf(setting)} ${setting.argument}`, `${meaning} (${setting.name}${standard})`);
    });
}

/** Gives a command the flags of settings: those of the service, or only those that all commands have. */
export function addSettingFlags(command: Command, which: 'all' | 'general'): Command {
  const keys = which === 'all' ? settings.map(({ key }) => key) : general;
  for (const option of keys.flatMap(optionOf)) command.addOption(option);
  return command;
}

/**
 * The settings for a run of a command, from its flags and the environment.
 * @param defaults other defaults than those of the table
 * @throws ConfigError
 */
export function configOf(command: Command, defaults: ConfigSources['defaults'] = {}): Config {
  const given = command.opts<Record<string, unknown>>();
  const flags: Partial<Record<SettingKey, string>> = {};
  for (const { key } of settings) {
    const value = optionOf(key).map((option) => given[option.attributeName()])[0];
    if (typeof value === 'string') flags[key] = value;
  }
  return loadConfig({ environment: process.env, flags, defaults });
}
