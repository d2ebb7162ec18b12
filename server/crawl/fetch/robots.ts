/** What a site's robots.txt says to us. */
export interface Robots {
  /** @param target path and query of a web address, as a `URL` writes them */
  allows(target: string): boolean;
  /** Seconds between requests; null where it does not say. */
  readonly crawlDelay: number | null;
  /** Web addresses of sitemaps, as written. */
  readonly sitemaps: readonly string[];
}

/** Nobody said anything. */
export const allowAll: Robots = { allows: () => true, crawlDelay: null, sitemaps: [] };

/** For a site whose robots.txt cannot be had. */
export const allowNone: Robots = { allows: () => false, crawlDelay: null, sitemaps: [] };

interface Rule {
  readonly pattern: string;
  readonly isAllowed: boolean;
}

interface Group {
  readonly rules: Rule[];
  crawlDelay: number | null;
}

/**
 * Reads a robots.txt by RFC 9309, with `Crawl-delay`, which it does not know.
 * @param token the product token of us, such as `Xunwen`
 */
export function parseRobots(text: string, token: string): Robots {
  const { groups, sitemaps } = groupsOf(text);
  const { rules, crawlDelay } = groups.get(token.toLowerCase()) ?? groups.get('*') ?? { rules: [], crawlDelay: null };
  return { allows: (target) => isAllowed(rules, normalized(target)), crawlDelay, sitemaps };
}

/** The groups by lower-case product token; those of one token are one. */
function groupsOf(text: string): { groups: Map<string, Group>; sitemaps: string[] } {
  const groups = new Map<string, Group>();
  const sitemaps: string[] = [];
  let current: Group[] = [];
  let isAmongAgents = false;
  for (const [key, value] of linesOf(text)) {
    if (key === 'user-agent') {
      if (!isAmongAgents) current = [];
      current.push(groupOf(groups, value));
      isAmongAgents = true;
    } else if (key === 'sitemap') {
      sitemaps.push(value);
    } else if (addRule(current, key, value)) {
      isAmongAgents = false;
    }
  }
  return { groups, sitemaps };
}

function* linesOf(text: string): Generator<[key: string, value: string]> {
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, key, value] = /^\s*([\w-]+)\s*:([^#]*)/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) yield [key.toLowerCase(), value.trim()];
  }
}

function groupOf(groups: Map<string, Group>, agent: string): Group {
  const token = agent === '*' ? '*' : (/^[a-z_-]+/i.exec(agent)?.[0] ?? '').toLowerCase();
  const group = groups.get(token) ?? { rules: [], crawlDelay: null };
  groups.set(token, group);
  return group;
}

/** False for lines that are no rule, which do not end a list of agents. */
function addRule(groups: readonly Group[], key: string, value: string): boolean {
  if (key === 'crawl-delay') {
    const delay = /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : null;
    for (const group of groups) group.crawlDelay ??= delay;
    return true;
  }
  if (key !== 'allow' && key !== 'disallow') return false;
  const rule = { pattern: normalized(value), isAllowed: key === 'allow' };
  if (value !== '') for (const group of groups) group.rules.push(rule);
  return true;
}

/** The longest pattern decides; where an allowing and a forbidding one are as long, the allowing one. */
function isAllowed(rules: readonly Rule[], target: string): boolean {
  let best: Rule = { pattern: '', isAllowed: true };
  for (const rule of rules) {
    const isBetter =
      rule.pattern.length > best.pattern.length || (rule.pattern.length === best.pattern.length && rule.isAllowed);
    if (isBetter && matches(rule.pattern, target)) best = rule;
  }
  return best.isAllowed;
}

/** Whether the target begins as the pattern says: `*` is anything, `$` at the end is the target's end. */
function matches(pattern: string, target: string): boolean {
  const isWhole = pattern.endsWith('$');
  const [first = '', ...pieces] = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  if (!target.startsWith(first)) return false;
  const last = isWhole ? pieces.pop() : undefined;
  let at = first.length;
  for (const piece of pieces) {
    const found = target.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  if (!isWhole) return true;
  return last === undefined ? at === target.length : target.length - last.length >= at && target.endsWith(last);
}

/** Escapes in one way (RFC 9309, 2.2.2): needless ones undone, the others in capitals, all that is not ASCII escaped. */
function normalized(path: string): string {
  return path
    .replace(/%[0-9a-f]{2}/gi, (escape) => {
      const letter = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
      return /[\w.~-]/.test(letter) ? letter : escape.toUpperCase();
    })
    .replace(/[^!-~]+/g, (letters) => encodeURIComponent(letters.toWellFormed()));
}
