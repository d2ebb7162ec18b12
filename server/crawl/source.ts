import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { boundedList, CorpusError, parseSiteRules, type SiteRules } from '../../corpus/index.js';
import { CrawlError } from './crawl-error.js';

/** Where a site lists its articles: a feed, a sitemap, an index of sitemaps, or a page with links. */
export interface Source {
  /** The listing's absolute http or https URL. */
  readonly url: string;
  /** Which links of a page lead to articles: what of their absolute URL has to match. `null`: the listing says. */
  readonly link: RegExp | null;
  /** Hosts besides that of `url` on which its articles may stand; `.example.com` stands for all below it. */
  readonly hosts: readonly string[];
  /** For articles that name none: who published them, and where in the site. */
  readonly source: string | null;
  readonly section: string | null;
  /** Seconds between two looks at the listing. */
  readonly every: number;
}

const quarterOfAnHour = 15 * 60;
const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

const link = z.string().transform((value, context): RegExp => {
  try {
    return new RegExp(value, 'u');
  } catch (error) {
    context.addIssue(`not a regular expression: ${error instanceof Error ? error.message : String(error)}`);
    return z.NEVER;
  }
});

const every = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, 'not a length of time such as 90s, 10m, 2h or 1d')
  .transform((value) => Number.parseInt(value, 10) * (seconds[value.slice(-1)] ?? 1));

const name = z
  .string()
  .trim()
  .refine((text) => text !== '', 'empty')
  .nullish()
  .transform((value) => value ?? null);

const source: z.ZodType<Source> = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: 'not an absolute http or https URL' }),
  link: link.nullish().transform((value) => value ?? null),
  hosts: z.array(z.string().regex(/^\.?[\w-]+(?:\.[\w-]+)*(?::\d+)?$/, 'not a host name')).default([]),
  source: name,
  section: name,
  every: every.default(quarterOfAnHour),
});

/** What is crawled, and how. */
export interface CrawlPlan {
  readonly sources: readonly Source[];
  /** Hosts that may have a private address, such as `localhost:8080`. */
  readonly allowPrivate: readonly string[];
  /** CSS selectors for the pages of some sites (docs/EXTRACTION.md). */
  readonly rules: SiteRules;
  /** Requests a second to one host, at most; a robots.txt may ask for fewer. */
  readonly perSecond: number;
}

function toRules(rules: Readonly<Record<string, unknown>>, context: z.RefinementCtx): SiteRules {
  try {
    return parseSiteRules(JSON.stringify(rules));
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    context.addIssue(error.message);
    return z.NEVER;
  }
}

const plan: z.ZodType<CrawlPlan> = z.strictObject({
  sources: boundedList(source, { min: 1 }, { length: 'no source' }),
  allowPrivate: z.array(z.string()).default([]),
  rules: z.record(z.string(), z.unknown()).default({}).transform(toRules),
  perSecond: z.number().positive().max(100).default(1),
});

/**
 * Reads the text of a `sources.json`: `{"sources": [{"url": …, "link": …, "hosts": […], "source": …, "section": …,
 * "every": "10m"}], "allowPrivate": […], "rules": {…}, "perSecond": 1}`, all but `sources` and each `url` optional; `every` is a quarter
 * of an hour where it is not said.
 * @param name the file's name, for messages
 * @throws CrawlError `sources`, which tells of everything that is wrong
 */
export function parsePlan(text: string, name: string): CrawlPlan {
  const read = plan.safeParse(parseJson(text, name));
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new CrawlError('sources', `${name}: ${faults.join('; ')}`);
}

/** A source as it is named on the command line. */
export function sourceAt(url: string, options: { readonly link?: string | undefined } = {}): Source {
  const read = source.safeParse({ url, ...options });
  if (read.success) return read.data;
  throw new CrawlError('sources', read.error.issues.map(({ message }) => `${url}: ${message}`).join('; '));
}

/**
 * Reads a `sources.json`.
 * @throws CrawlError `sources`
 */
export async function readPlan(path: string): Promise<CrawlPlan> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CrawlError('sources', `${path} cannot be read: ${reason}`, { cause });
  }
  return parsePlan(text, path);
}

/** The hosts that a plan names: those of its listings and what they add. */
export function hostsOf({ sources }: Pick<CrawlPlan, 'sources'>): readonly string[] {
  return sources.flatMap(({ url, hosts }) => [new URL(url).host, ...hosts]);
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CrawlError('sources', `${name}: not JSON: ${error.message}`, { cause: error });
  }
}
