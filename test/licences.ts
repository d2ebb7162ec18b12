import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** A package that is installed, with what its makers say of its licence. */
export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** Licences under which anything may be built and given away, with a notice. */
export const allowed: readonly string[] = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'MIT-0',
  'Zlib',
  'PSF-2.0',
  'MIT/X11',
  // Asks for changes to its own files alone, and only a tool for tests has it.
  'MPL-2.0',
];

const manifest = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
});

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

function packagesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) => {
      const path = join(folder, name);
      return name.startsWith('@') ? packagesIn(path) : [path, ...packagesIn(join(path, 'node_modules'))];
    });
}

/** All packages that are installed, in order. */
export function licences(): readonly Licensed[] {
  const found = packagesIn(modules).flatMap((path) => {
    const file = join(path, 'package.json');
    if (!existsSync(file)) return [];
    const { name = '', version = '', license, licenses } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
    const one = typeof license === 'string' ? license : license?.type;
    const licence = one ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
    return name === '' ? [] : [{ name, version, licence }];
  });
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether one may use what is under a licence, or under any of several. */
export function isAllowed(licence: string): boolean {
  const bare = licence.replace(/[()]/g, '');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
  return bare.split(' AND ').every((one) => allowed.includes(one.trim()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = licences();
  for (const { name, version, licence } of all) process.stdout.write(`${licence}\t${name} ${version}\n`);
  if (all.some(({ licence }) => !isAllowed(licence))) process.exitCode = 1;
}
