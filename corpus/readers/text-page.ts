import { decodePage } from '../page/charset.js';
import { readTextDump } from '../page/text-dump.js';
import { invalid, readArticle } from './read-article.js';
import type { Origin, Reading } from './reading.js';
import { readWhole } from './whole-file.js';

/** The largest page that is read, in bytes after unpacking. */
export const LARGEST_PAGE: number = 8 * 1024 * 1024;

/** Whether a decoded file is text: not a hundredth of it are characters that no text has. */
function isText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- just these are looked for
  const strange = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0;
  return strange * 100 <= text.length;
}

/**
 * Reads a page that was saved as text (UTF-8, else GB18030) as one article, whose `line` is `null`; a page with nothing
 * in it is a problem. Field maps do not apply.
 * @throws CorpusError with code `unreadable` where it is over 8 MiB; errors of `bytes` as they are
 */
export async function* readTextPage(
  bytes: AsyncIterable<Uint8Array>,
  origin: Origin,
): AsyncGenerator<Reading, void, undefined> {
  const text = decodePage(await readWhole(bytes, LARGEST_PAGE)).text;
  if (!isText(text)) {
    yield invalid(origin, null, 'this is no text');
    return;
  }
  const { captions, ...page } = readTextDump(text);
  if (page.title === '' && page.body === '') {
    yield invalid(origin, null, 'no text in it');
    return;
  }
  const publishedAt = page.publishedAt ?? page.updatedAt;
  const images = captions.map((caption) => ({ caption }));
  yield readArticle({ ...page, publishedAt, images }, { file: origin.file }, null);
}
