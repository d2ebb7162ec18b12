import { decodePage } from '../page/charset.js';
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
  const { kind, voices: _, ...page } = read;
  if (kind === 'list') yield invalid(origin, null, 'this is a list of articles, not one');
  else if (kind === 'empty') yield invalid(origin, null, 'no text in it');
  else {
    const publishedAt = page.publishedAt ?? page.updatedAt;
    yield readArticle({ ...page, publishedAt, images: [...page.images] }, { file: origin.file }, null);
  }
}
