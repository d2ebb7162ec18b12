/** What told the charset of a page. */
export type CharsetFrom = 'byte order mark' | 'header' | 'meta' | 'bytes';

/** A page's text and how its bytes were read. */
export interface DecodedPage {
  /** Without the byte order mark; what the charset does not know is U+FFFD. */
  readonly text: string;
  /** The name the Encoding Standard gives it in lower case, such as `utf-8` or `gb18030`. */
  readonly charset: string;
  readonly from: CharsetFrom;
}

const BYTE_ORDER_MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const IN_MARKUP =
  /<(?:meta\s[^>]{0,300}?charset\s{0,5}=|\?xml\s[^>]{0,200}?encoding\s{0,5}=)\s{0,5}["']?\s{0,5}([\w-]{2,30})/i;
const IN_HEADER = /charset\s{0,5}=\s{0,5}["']?([\w-]{2,30})/i;

/** Bytes at the start in which a page names its charset. */
const LABEL_WITHIN = 8192;
/** The share of strange characters up to which bytes count as being in a charset: pages have a few torn ones. */
const TORN = 0.03;
/** How much better the other Chinese charset must read for a label to fall. */
const CLEARLY = 0.2;
/** Bytes that are looked at where charsets are compared. */
const SAMPLE = 65_536;

/** Signs and characters that make up about half of any Chinese text, simplified and traditional. */
const COMMON: ReadonlySet<string> = new Set(
  '，。、“”：；！？（）《》「」　的一是不了在有人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動' +
    '同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經十三之进進着著等部度家电電力里裡如水化高自二理起小物现現实實加量都' +
    '两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線' +
    '内內数數正心反你明看原又利比或但质質气氣第向道命此变變条條没沒结結解问問意建月公无無系軍很情者最立代想已通并並提直题題党黨程展' +
    '五果料象员員革位入常文总總次品式活设設及管特件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計别別她手角期根' +
    '论論运運农農指几幾九区區强強放决決西被干做必战戰先回则則任取据據处處理府市报報记記者今网網',
);

/**
 * The text of a page's bytes. A byte order mark decides; text that is UTF-8 in its many-byte characters is UTF-8 whatever
 * it says of itself. Then the HTTP header and the page's own label count, unless the bytes contradict them; without one
 * it is GB18030 (which holds GBK and GB2312) or Big5, whichever gives more of the common characters. A character cut off
 * at the end is dropped.
 * @param contentType the header `Content-Type` the page came with; `null` where it is not known
 */
export function decodePage(bytes: Uint8Array, contentType: string | null = null): DecodedPage {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked !== undefined) return { text: decode(bytes, marked[0]), charset: marked[0], from: 'byte order mark' };
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, LABEL_WITHIN));
  const labels: readonly (readonly [CharsetFrom, string | null])[] = [
    ['header', charsetNamed(IN_HEADER.exec(contentType ?? '')?.[1])],
    ['meta', charsetNamed(IN_MARKUP.exec(head)?.[1])],
  ];
  const charset = holds(bytes, 'utf-8') ? 'utf-8' : labels.map(([, name]) => name).find((name) => isTrue(name, bytes));
  const known = charset ?? guess(bytes);
  const from = labels.find(([, name]) => name === known)?.[0] ?? 'bytes';
  return { text: decode(bytes, known), charset: known, from };
}

/** The charset a label means; the GB charsets are GB18030; `null` where it means none that a page's bytes can be in. */
function charsetNamed(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    const name = new TextDecoder(/^utf-?8/i.test(label) ? 'utf-8' : label).encoding;
    if (name.startsWith('utf-16')) return null;
    return name === 'gbk' ? 'gb18030' : name;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
}

function decode(bytes: Uint8Array, charset: string): string {
  // `stream`: an incomplete character at the end is waited for, and dropped.
  return new TextDecoder(charset).decode(bytes, { stream: true });
}

/** Whether nearly all characters past ASCII are of the charset. */
function holds(bytes: Uint8Array, charset: string): boolean {
  const text = decode(bytes, charset);
  let [strange, pastAscii] = [0, 0];
  // One by one: hostile bytes make millions of them.
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) pastAscii++;
    if (code === 0xfffd) strange++;
  }
  return strange <= TORN * pastAscii;
}

/** Whether the bytes agree with the label: they are in its charset, and no Chinese charset reads clearly better. */
function isTrue(charset: string | null | undefined, bytes: Uint8Array): charset is string {
  if (charset === null || charset === undefined || charset === 'utf-8' || !holds(bytes, charset)) return false;
  const chinese = guess(bytes);
  return chinese === charset || commonness(bytes, chinese) < commonness(bytes, charset) + CLEARLY;
}

function guess(bytes: Uint8Array): 'gb18030' | 'big5' {
  return commonness(bytes, 'big5') > commonness(bytes, 'gb18030') ? 'big5' : 'gb18030';
}

/** The share of common characters among those past ASCII, less the share of strange ones. */
function commonness(bytes: Uint8Array, charset: string): number {
  const characters =
    decode(bytes.subarray(firstPastAscii(bytes)).subarray(0, SAMPLE), charset).match(/[^\0-\x7f]/gu) ?? [];
  let common = 0;
  for (const character of characters) common += COMMON.has(character) ? 1 : character === '\ufffd' ? -1 : 0;
  return common / Math.max(1, characters.length);
}

function firstPastAscii(bytes: Uint8Array): number {
  return Math.max(
    0,
    bytes.findIndex((byte) => byte > 0x7f),
  );
}
