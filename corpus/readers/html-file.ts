import { decodePage } from '../page/charset.js';
import { pageInput } from '../page/html/page-input.js';
import { readHtmlPage } from '../page/html/read-html-page.js';
import { invalid, readArticle } from './read-article.js';
import type { Origin, Reading } from './reading.js';
import { LARGEST_PAGE } from './text-page.js';
import { readWhole } from './whole-file.js';

/**
 * Reads a saved news page, in whatever charset it is, as one article, whose `line` is `null`. A list of articles, such as
 * a front page, and a page without text are problems. Field maps do not apply.
 * @throws CorpusError with code `unreadable` where it is over 8 MiB; errors of `bytes` as they are
 */
export async function* readHtmlFile(
  bytes: AsyncIterable<Uint8Array>,
  origin: Origin,
): AsyncGenerator<Reading, void, undefined> {
  const read = readHtmlPage(decodePage(await readWhole(bytes, LARGEST_PAGE)).text, { rules: origin.rules });
  origin.onPage?.(origin.file, read);
  const found = pageInput(read);
  if (found.kind === 'refused') yield invalid(origin, null, found.why);
  else yield readArticle(found.input, { file: origin.file }, null);
}
