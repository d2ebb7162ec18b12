import { plainText } from '../plain-text.js';
import { readBreadcrumb } from './breadcrumb.js';
import { takeCaptions } from './captions.js';
import { type Facts, mergeFacts, NO_FACTS, readFacts } from './facts.js';
import { findHead } from './head.js';
import { isFurniture, isPageEnd } from './furniture.js';

/** What a page that was saved as text says. Text is trimmed; `null` is not said. */
export interface DumpedPage extends Facts {
  /** Empty where the page has no line that can be one. */
  readonly title: string;
  /** Without captions, facts and furniture; lines separated by `\n`. */
  readonly body: string;
  readonly section: string | null;
  readonly captions: readonly string[];
}

/** Facts behind the body stand in its last lines, so many at most. */
const LAST_LINES = 5;

/**
 * Reads the text of a page as a browser or crawler saves it: what stands above the headline, the headline, a line of
 * facts, the body with captions in it, and the rest of the page, which is left out from 网友评论, 推荐阅读, 相关新闻 and
 * the like on. Times in the body are not taken for the time of publication.
 */
export function readTextDump(text: string): DumpedPage {
  const lines = plainText(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const head = findHead(lines);
  const above = lines.slice(0, head.bodyAt);
  const { facts, body } = readLines(lines, head.bodyAt, head.factsAt);
  const crumb = above.map(readBreadcrumb).find((found) => found !== null);
  const { facts: all, body: rest } = takeLastFacts(mergeFacts(head.facts, facts), body);
  const { body: paragraphs, captions } = takeCaptions(rest);
  return { ...all, title: head.title, section: crumb?.section ?? null, body: paragraphs.join('\n'), captions };
}

interface Read {
  readonly facts: Facts;
  readonly body: readonly string[];
}

/** From the line after the headline to the end of the article: facts while the head lasts, then the body. */
function readLines(lines: readonly string[], from: number, factsAt: number): Read {
  let facts = NO_FACTS;
  let inHead = true;
  const body: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (at < from) continue;
    if (at === factsAt) inHead = true;
    const found = inHead ? readFacts(line) : null;
    if (found !== null) facts = mergeFacts(facts, found);
    else if (isPageEnd(line)) {
      if (body.length > 0) break;
    } else if (!isFurniture(line)) {
      body.push(line);
      inHead = false;
    }
  }
  return { facts, body };
}

/** 来源：… and 作者：… in the last lines of the body; a time there is the body's own. */
function takeLastFacts(facts: Facts, body: readonly string[]): Read {
  const first = Math.max(1, body.length - LAST_LINES);
  let all = facts;
  const rest = body.filter((line, at) => {
    const found = at < first ? null : readFacts(line);
    if (found === null || found.publishedAt !== null || found.updatedAt !== null) return true;
    all = mergeFacts(all, found);
    return false;
  });
  return { facts: all, body: rest };
}
