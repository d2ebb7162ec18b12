import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';

/** A regular expression of the product. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  /** The compiled file it is written in; `null`: it is put together when a module is loaded. */
  readonly file: string | null;
}

const compiled = fileURLToPath(new URL('../../', import.meta.url));
/** What runs in browsers is bundled; what starts by itself when it is loaded. */
const leftOut =
  /(?:^|\/)(?:bundle|searchbox|page|admin|instantsearch-demo|main|segmenter-thread)\.js$|\/(?:page-script|box)\//;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return path.endsWith('.js') ? [path] : [];
  });
}

function writtenIn(file: string): Expression[] {
  const found: Expression[] = [];
  simple(parse(readFileSync(file, 'utf8'), { ecmaVersion: 'latest', sourceType: 'module' }), {
    Literal: ({ regex }) => {
      if (regex) found.push({ source: regex.pattern, flags: regex.flags, file: relative(compiled, file) });
    },
  });
  return found;
}

/** Loads modules and notes each expression that they put together. */
async function madeBy(files: readonly string[]): Promise<Expression[]> {
  const made: RegExp[] = [];
  const original = globalThis.RegExp;
  const note = (expression: RegExp): RegExp => (made.push(expression), expression);
  globalThis.RegExp = new Proxy(original, {
    construct: (target, [pattern, flags]) => note(new target(pattern, flags)),
    apply: (target, _this, [pattern, flags]) => note(target(pattern, flags)),
  });
  try {
    // Again, whether or not they were loaded before.
    for (const file of files) await import(`${file}?again`);
  } finally {
    globalThis.RegExp = original;
  }
  return made.map(({ source, flags }) => ({ source, flags, file: null }));
}

/** Every regular expression of the compiled product that runs on a server. */
export async function allExpressions(): Promise<readonly Expression[]> {
  const files = ['corpus', 'indexer', 'server'].flatMap((folder) => filesIn(join(compiled, folder)));
  const kept = files.filter((file) => !leftOut.test(file));
  const written = kept.flatMap(writtenIn);
  const ours = kept.filter((file) => !file.includes('/cli/'));
  const all = [...written, ...(await madeBy(ours))];
  return [...new Map(all.reverse().map((one) => [`${one.source}/${one.flags}`, one])).values()];
}
