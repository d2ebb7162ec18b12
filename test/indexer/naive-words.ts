import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodejieba from 'nodejieba';

const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}`;
/** A character of a word that is written between spaces, as Latin words and numbers are. */
export const token: RegExp = new RegExp(String.raw`[[\p{L}\p{N}\p{M}]--[${unspaced}]]`, 'v');
const word = /[\p{L}\p{N}]/u;

/** jieba's plain cut, with what it parted within a token put together again. */
export function naiveWords(run: string): string[] {
  const words: string[] = [];
  for (const piece of nodejieba.cut(run, true)) {
    const last = words.at(-1);
    const joins = last !== undefined && token.test(last.at(-1) ?? '') && token.test(piece.at(0) ?? '');
    if (joins) words[words.length - 1] = `${last}${piece}`;
    else words.push(piece);
  }
  return words.filter((piece) => word.test(piece));
}

/** Has this thread's jieba, which is not the engine's, cut by further words too: lines of its own form. */
export function loadNaiveWords(lines: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-naive-'));
  const userDict = join(folder, 'words');
  writeFileSync(userDict, `${readFileSync(nodejieba.DEFAULT_USER_DICT, 'utf8')}\n${lines}`);
  nodejieba.load({ userDict });
  rmSync(folder, { recursive: true });
}
