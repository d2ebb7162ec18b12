import assert from 'node:assert/strict';
import { languageTag } from '../../../server/box/language.js';

describe('the language of the box', () => {
  for (const [told, tag] of [
    ['zh-CN', 'zh-CN'],
    ['zh_CN', 'zh-CN'],
    ['zh_tw', 'zh-TW'],
    [' en ', 'en'],
    ['x', 'zh-CN'],
    ['中文', 'zh-CN'],
    ['', 'zh-CN'],
  ] as const) {
    it(`is ${tag} where the page says “${told}”`, () => {
      assert.equal(languageTag(told), tag);
      assert.equal(typeof (1200).toLocaleString(tag), 'string');
    });
  }
});
