import type { Command } from 'commander';
import { z } from 'zod';
import { scopes, type AccessKey, type KeyWish } from '../access/index.js';
import { checked } from '../schemas/checked.js';
import { keyInput, keyList, newKey, revokedKey } from '../schemas/keys.js';
import { openKeys, type KeysAccess } from './access.js';
import { checkedArgument } from './checked-argument.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { print, say } from './terminal.js';

const path = '/owner/keys';

interface CreateFlags {
  readonly scope: string;
  readonly origin?: readonly string[];
  readonly rate?: number | null;
  readonly expires?: string | null;
}

/** `xunwen key create|list|revoke` */
export function addKeyCommand(program: Command, exit: (code: ExitCode) => void): void {
  const keys = program
    .command('key')
    .summary('make and withdraw keys')
    .description(
      'Keys for the HTTP interface. Each is shown once, when it is made; only its hash is kept. In force at once, also in\n' +
        'a running service. The scope "write" is for articles, "admin" for everything.',
    );
  const create = keys
    .command('create')
    .summary('make a key and print it')
    .argument('<name>', 'who has it, or what for')
    .requiredOption('--scope <list>', `what it lets its holder do: ${scopes.join(', ')}, several by commas`)
    .option('--origin <origins...>', 'only pages of these origins may use it, such as https://news.example')
    .option('--rate <number>', 'requests a minute', checkedArgument(writtenRate))
    .option(
      '--expires <when>',
      'last day it is good on, such as 2027-01-31, or how long, such as 90d',
      checkedArgument(end),
    )
    .action(async (name: string, flags: CreateFlags) => exit(await make(create, wishOf(name, flags))));
  const list = keys.command('list').summary('print all keys, one a line').option('--json', 'print them as JSON');
  list.action(async ({ json = false }: { json?: boolean }) => exit(await printAll(list, json)));
  const revoke = keys.command('revoke').summary('withdraw keys').argument('<ids...>', 'as "xunwen key list" has them');
  revoke.action(async (ids: string[]) => exit(await withdraw(revoke, ids)));
  for (const command of [create, list, revoke]) addSettingFlags(command, 'general');
}

const writtenRate: z.ZodType<number> = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, { error: 'has to be a whole number from 1 to 999999' })
  .transform(Number);

const day = 86_400_000;

/** The moment from which a key is no good: after a day in China, or so many days from now. */
const end: z.ZodType<string> = z.string().transform((text, context) => {
  const days = /^([1-9]\d{0,4})d$/.exec(text)?.[1];
  const date = z.iso.date().safeParse(text);
  if (days !== undefined) return new Date(Date.now() + Number(days) * day).toISOString();
  if (date.success) return new Date(Date.parse(`${text}T00:00:00+08:00`) + day).toISOString();
  context.addIssue({ code: 'custom', message: 'has to be a day such as 2027-01-31, or a number of days such as 90d' });
  return z.NEVER;
});

function wishOf(name: string, { scope, origin = [], rate = null, expires = null }: CreateFlags): KeyWish {
  const given = scope.split(',').map((one) => one.trim());
  return checked(keyInput, { name, scopes: given, origins: origin, rate, expiresAt: expires }, 'key');
}

async function make(command: Command, wish: KeyWish): Promise<ExitCode> {
  const made = await withKeys(command, async (access) =>
    access.kind === 'file' ? access.keys.create(wish) : newKey.parse(await access.client.send('POST', path, wish)),
  );
  say(`key ${made.key.id} for ${made.key.scopes.join(', ')}; it is not shown again:`);
  print(made.text);
  return 0;
}

async function printAll(command: Command, json: boolean): Promise<ExitCode> {
  const keys = await withKeys(command, async (access) =>
    access.kind === 'file' ? access.keys.list() : keyList.parse(await access.client.get(path)).keys,
  );
  if (json) print(JSON.stringify({ keys }));
  else for (const key of keys) print(lineOf(key));
  return 0;
}

function lineOf({ id, name, scopes: granted, createdAt, expiresAt, origins, rate }: AccessKey): string {
  const end = expiresAt === null ? 'no end' : `until ${expiresAt.slice(0, 16)}Z`;
  const bounds = [...origins, ...(rate === null ? [] : [`${rate} a minute`])];
  return [id, name, granted.join(','), `made ${createdAt.slice(0, 10)}`, end, ...bounds].join('\t');
}

async function withdraw(command: Command, ids: readonly string[]): Promise<ExitCode> {
  const missing = await withKeys(command, async (access) => {
    const done = await Promise.all(ids.map(async (id) => ({ id, key: await revokeOne(access, id) })));
    return done.filter(({ key }) => key === undefined).map(({ id }) => id);
  });
  for (const id of missing) say(`xunwen: there is no key "${id}"; "xunwen key list" names all`);
  if (missing.length < ids.length) say(`${ids.length - missing.length} revoked`);
  return missing.length === 0 ? 0 : 1;
}

async function revokeOne(access: KeysAccess, id: string): Promise<AccessKey | undefined> {
  if (access.kind === 'file') return access.keys.revoke(id);
  const answer = await access.client.sendIfThere('DELETE', `${path}/${encodeURIComponent(id)}`);
  return answer === undefined ? undefined : revokedKey.parse(answer).key;
}

async function withKeys<T>(command: Command, task: (access: KeysAccess) => Promise<T>): Promise<T> {
  const access = await openKeys(configOf(command));
  try {
    return await task(access);
  } finally {
    await access.close();
  }
}
