import { explainPage, type HtmlPage, type PageVoice } from '../../corpus/index.js';
import { colors, counted } from './terminal.js';

/** Columns for the names of fields. */
const NAMES = 13;

/**
 * What was read from a page, for people: each field with its value, where that comes from and how sure it is (0 to 1),
 * and under it what else the page says.
 */
export function pageExplanation(file: string, page: HtmlPage): readonly string[] {
  const fields = explainPage(page).flatMap(({ field, value, voice, others }) => [
    row(field, value === null ? colors.dim('-') : `${value}${voice === null ? '' : `  ${origin(voice)}`}`),
    ...others.map((other) =>
      row('', colors.dim(other.value === value ? 'also' : `not ${other.value}`) + `  ${origin(other)}`),
    ),
  ]);
  return [colors.bold(`${file}: ${KINDS[page.kind]}`), ...fields, row('body', sizeOf(page))];
}

const KINDS: Readonly<Record<HtmlPage['kind'], string>> = {
  article: 'an article',
  list: 'a list of articles, which is refused',
  empty: 'no text',
};

function row(name: string, text: string): string {
  return `  ${name.padEnd(NAMES)}${text}`;
}

function origin({ from, sureness }: PageVoice): string {
  return colors.dim(`(${from}, ${sureness.toFixed(2)})`);
}

function sizeOf({ body, images }: HtmlPage): string {
  const paragraphs = body === '' ? 0 : body.split('\n').length;
  return [counted(paragraphs, 'paragraph'), counted(body.length, 'character'), counted(images.length, 'image')].join(
    ', ',
  );
}
