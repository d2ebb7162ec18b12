import type { HtmlPage } from './read-html-page.js';

/**
 * The pages of one article as one: the first with what the others go on with. Paragraphs that stand on an earlier page, as
 * a summary at the top of each does, are not told again.
 */
export function joinPages(first: HtmlPage, others: readonly HtmlPage[]): HtmlPage {
  const told = new Set<string>();
  const body = [first, ...others].flatMap((page) => {
    const fresh = page.body.split('\n').filter((line) => !told.has(line));
    for (const line of fresh) told.add(line);
    return fresh;
  });
  return { ...first, body: body.join('\n'), images: [first, ...others].flatMap(({ images }) => images), next: null };
}
