import { compile, selectAll, selectOne } from 'css-select';
import type { AnyNode, Document, Element } from 'domhandler';
import { removeElement, textContent } from 'domutils';
import { z } from 'zod';
import { boundedList, boundedText } from '../../bounded.js';
import { CorpusError } from '../../errors.js';
import { oneLine } from '../../plain-text.js';
import { factValue } from './fact-values.js';
import type { Voice } from './voice.js';

/** CSS selectors for the pages of one site; what a rule leaves out, or does not find, is read as of any page. */
export interface SiteRule {
  readonly title?: string | undefined;
  readonly body?: string | undefined;
  readonly publishedAt?: string | undefined;
  readonly source?: string | undefined;
  readonly author?: string | undefined;
  readonly section?: string | undefined;
  /** What is taken out of the page before it is read. */
  readonly remove?: readonly string[] | undefined;
}

const selector: z.ZodType<string> = boundedText({ min: 1, max: 1000 });
const siteRule: z.ZodType<SiteRule> = z.strictObject({
  title: selector.optional(),
  body: selector.optional(),
  publishedAt: selector.optional(),
  source: selector.optional(),
  author: selector.optional(),
  section: selector.optional(),
  remove: boundedList(selector, { max: 100 }).optional(),
});

/** Rules by host, in lower case; a rule for `news.example` is also for the hosts below it that have none. */
export type SiteRules = ReadonlyMap<string, SiteRule>;

const FACTS = ['publishedAt', 'source', 'author', 'section'] as const;

/**
 * Reads rules from JSON: `{"news.example": {"title": "css", "body": "css", "remove": ["css"]}}`, also with
 * `publishedAt source author section`.
 * @throws CorpusError with code `invalid_rules`, naming host and field, where it is not JSON, a field is unknown or a
 *   selector is none
 */
export function parseSiteRules(text: string): SiteRules {
  const rules = z.record(z.string().min(1), siteRule).safeParse(parseJson(text));
  if (!rules.success) {
    const [issue] = rules.error.issues;
    throw invalid(issue?.path.join(' ') ?? '', issue?.message ?? '');
  }
  for (const [host, rule] of Object.entries(rules.data)) {
    const { remove = [], ...fields } = rule;
    for (const [field, css] of Object.entries(fields)) if (css !== undefined) check(css, `${host} ${field}`);
    for (const css of remove) check(css, `${host} remove`);
  }
  return new Map(Object.entries(rules.data).map(([host, rule]) => [host.toLowerCase(), rule]));
}

/** The rule for pages at an address, of its host or the nearest host above; `null` where there is none. */
export function siteRuleFor(rules: SiteRules, url: string | null): SiteRule | null {
  if (url === null || !URL.canParse(url)) return null;
  for (let host = new URL(url).hostname; host !== ''; host = host.replace(/^[^.]*\.?/, '')) {
    const rule = rules.get(host);
    if (rule !== undefined) return rule;
  }
  return null;
}

/** Takes out of the page what its rule removes. */
export function removeByRule(page: Document, { remove = [] }: SiteRule): void {
  for (const css of remove) for (const element of selectAll<AnyNode, Element>(css, page)) removeElement(element);
}

/** The element that the rule names for the title or the body; `null` where it names none or none is there. */
export function elementByRule(page: Document, rule: SiteRule | null, field: 'title' | 'body'): Element | null {
  const css = rule?.[field];
  return css === undefined ? null : selectOne<AnyNode, Element>(css, page);
}

/** What the elements that the rule names say: of a `<meta>` its content, of a `<time>` its datetime, else the text. */
export function ruleVoices(page: Document, rule: SiteRule): readonly Voice[] {
  return FACTS.flatMap((field) => {
    const css = rule[field];
    const element = css === undefined ? null : selectOne<AnyNode, Element>(css, page);
    const value = element === null ? null : factValue(field, saidBy(element));
    return value === null || value === '' ? [] : [{ field, value, from: 'site rule', sureness: 1 }];
  });
}

function saidBy(element: Element): string {
  return oneLine(element.attribs['content'] ?? element.attribs['datetime'] ?? textContent(element));
}

function check(css: string, where: string): void {
  try {
    compile(css);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw invalid(where, `not a selector: ${oneLine(error.message)}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalid('', `not JSON: ${oneLine(error.message)}`);
  }
}

function invalid(where: string, why: string): CorpusError {
  return new CorpusError('invalid_rules', `site rules: ${where === '' ? '' : `${where}: `}${why}`);
}
