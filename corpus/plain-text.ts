const LINE_ENDS = /\r\n?/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * The text made safe to keep: well-formed Unicode (an unpaired surrogate becomes U+FFFD), lines ended by `\n`,
 * NUL and other control characters except `\n` and `\t` turned into spaces.
 */
export function plainText(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, '\n').replace(CONTROLS, ' ');
}

/** As `plainText`, on one line: line ends and tabs become spaces, space around it is cut off. */
export function oneLine(text: string): string {
  return plainText(text)
    .replace(/[\n\t]/g, ' ')
    .trim();
}

/** The first `most` UTF-16 units of a text, or one less where that would cut a character in two. */
export function firstUnits(text: string, most: number): string {
  const cut = text.slice(0, most);
  return cut.length < text.length ? cut.replace(/[\ud800-\udbff]$/, '') : cut;
}
