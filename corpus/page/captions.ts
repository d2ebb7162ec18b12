const MARK = /^[▲△▼▽\s]+/;
const FILE_NAME = /^(.{1,150})\.(?:png|jpe?g|gif|webp|bmp)$/i;
const CREDIT =
  /[(（](?:图片来源|图片由|图源|图[/:：|｜]|图片|资料图|资料照片|网络图|视频截图|截图|示意图|效果图|圖片來源|圖源|資料圖)[^()（）]{0,40}[)）]?$/;
const CREDIT_WORD = /(?:资料图片?|资料照片|图片来源\s?[:：].{0,30}|图源\s?[:：].{0,20}|供图|视频截图)$/;
const PHOTOGRAPHER = /(?:记者|通讯员|記者|[\s/(（])[^\s。]{0,8}\s?[摄攝][)）]?$/;
const PICTURED = /^(?:图为|圖為)/;
const CREDIT_ALONE = /^[(（]?(?:图片来源|图源|圖片來源|圖源)\s?[:：].{0,40}$/;
const HAN = /\p{Script=Han}/u;

/** The longest caption, in characters: with a credit in parentheses or ▲, and with weaker signs. */
const LONGEST = { marked: 200, plain: 120 } as const;

/** A page's lines, told apart. */
export interface Captioned {
  readonly body: readonly string[];
  /** Captions in order, with their credits, without ▲. */
  readonly captions: readonly string[];
}

/**
 * Takes the lines that belong to images out of a body: file names (`….png`), and captions, which start with ▲ or 图为
 * or end in a credit (`(图片来源:网络)`, also with its parenthesis left open, 资料图, 某某 摄). A file name in Chinese
 * with no caption under it is taken for the caption.
 */
export function takeCaptions(lines: readonly string[]): Captioned {
  const body: string[] = [];
  const captions: string[] = [];
  let name: string | null = null;
  for (const line of lines) {
    const caption: string | null = isCaption(line) || isNamed(line, name) ? line.replace(MARK, '') : null;
    if (name !== null && caption === null && HAN.test(name)) captions.push(name);
    name = FILE_NAME.exec(line)?.[1] ?? null;
    if (name !== null) continue;
    if (caption === null) body.push(line);
    else if (!CREDIT_ALONE.test(caption)) captions.push(caption);
  }
  if (name !== null && HAN.test(name)) captions.push(name);
  return { body, captions };
}

function isCaption(line: string): boolean {
  if (line.length > LONGEST.marked) return false;
  if (MARK.test(line) || CREDIT.test(line)) return true;
  if (line.length > LONGEST.plain) return false;
  return CREDIT_WORD.test(line) || PHOTOGRAPHER.test(line) || PICTURED.test(line);
}

/** Whether the line repeats the file name above it, with little more. */
function isNamed(line: string, name: string | null): boolean {
  if (name === null || name.length < 6) return false;
  return line.startsWith(name) && line.length <= name.length + 40;
}
