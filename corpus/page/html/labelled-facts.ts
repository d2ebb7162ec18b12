import { voice } from './fact-values.js';
import { type Line, spacedText } from './lines.js';
import type { PageField, Voice } from './voice.js';

/** A word that says that a source follows. */
export const SOURCE_LABEL: RegExp = /来源|來源|稿源|出处|转自|source/i;
const LABELLED =
  /(?:^|[\s|｜(（【丨︱;；,，])(来源|來源|稿源|来自|作者|原作者|撰文|责任编辑|責任編輯|责编|编辑|本报记者|记者)\s{0,4}[:：丨|｜︱/]\s{0,4}([^\s:：|｜丨︱()（）【】<>，,。；;]{2,30})/g;
/** A source without a sign behind its label. */
const FROM = /(?:来源于|來源於|转载自)\s{0,4}[:：]?\s{0,4}([^\s:：|｜丨︱()（）【】<>，,。；;]{2,30})/;
/** `本文来自微信公众号“云泽观察”` */
const ACCOUNT = /本文来自(?:微信)?公众号\s?[:：]?\s?[“"「]?([^”"」，,。（(：:]{2,20})/;
const LABEL_FIELDS: Readonly<Record<string, PageField>> = {
  来源: 'source',
  來源: 'source',
  稿源: 'source',
  来自: 'source',
  原作者: 'author',
  作者: 'author',
  撰文: 'author',
  本报记者: 'author',
  记者: 'author',
};

/** What labels in a line say, such as `来源：` and `作者|`. */
export function labelVoices(line: Line, where: string, bonus: number): readonly Voice[] {
  const from = FROM.exec(spacedText(line))?.[1] ?? '';
  const labelled = [...spacedText(line).matchAll(LABELLED)].flatMap(([, label = '', value = '']) =>
    voice(LABEL_FIELDS[label] ?? 'editor', value, `label ${label} ${where}`, 0.8 + bonus),
  );
  const account = ACCOUNT.exec(line.text)?.[1] ?? '';
  return [
    ...labelled,
    ...voice('source', from, `label 来源于 ${where}`, 0.8 + bonus),
    ...voice('source', account, `account it comes from, ${where}`, 0.7 + bonus),
  ];
}
