import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../indexer/analyzer/fold.js';
import { countedForm } from '../../indexer/readers/counted-form.js';

describe('what is counted of a query', () => {
  it('is shown as it was typed, without characters that nobody sees', () => {
    const hidden = `\u202e西昌\u200b${'\ufe0f'.repeat(2000)} \u2066地震\u2069`;
    assert.deepEqual(countedForm(hidden), { key: '西昌 地震', text: '西昌 地震' });
    assert.deepEqual(countedForm(' iPhone \t 15\u0000'), { key: 'iphone 15', text: 'iPhone 15' });
  });

  it('is shown folded where it was typed longer than any query is', () => {
    const text = `é${'\u0301'.repeat(300)}`;
    const form = countedForm(text);
    assert.equal(form?.text, form?.key);
  });

  it('is always shown in a form that is counted alike, of 64 characters at most, none of them invisible', () => {
    const point = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('西', '昌', '\u202e', '\ufe0f', '\u0301', ' '),
    );
    fc.assert(
      fc.property(
        fc.array(point).map((parts) => parts.join('')),
        (query) => {
          const form = countedForm(query);
          if (form === null) return;
          assert.equal(fold(form.text).text, form.key);
          assert.ok(form.text.length <= 64);
          assert.doesNotMatch(form.text, /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cc}]/u);
        },
      ),
    );
  });

  for (const query of [
    '13800138000',
    '张三 １３８００１３８０００',
    '张三 138-0013-8000',
    '张三 138 0013 8000',
    '138.0013.8000',
    '１３８－００１３－８０００',
    '138—0013—8000',
    '+86 (138) 0013 8000',
    '(010)6501-2345',
    '010-65012345转8',
    '13800\u200b138000',
    '11010519900101123X',
    '110105 19900101 123x',
    '110105 1990-01-01 1234',
    '护照 E12345678',
    'a@b.example',
    'a＠b.example',
  ]) {
    it(`is nothing of "${query}", which may be somebody's own`, () => assert.equal(countedForm(query), null));
  }

  for (const query of [
    '2024-11-24',
    '2024/11/24 西昌',
    '2024.11.24',
    '2024 11 24',
    '2024年11月24日',
    '2024-11-24至2024-11-26',
    '2024-11-24 2024-11-26',
    '2024-2025赛季',
    '2024 2025',
    '5+2',
    '315',
    '3.15晚会',
    '12345',
    '12345热线',
    '95588',
    '100000亿',
    'iphone 15 2024',
    '东京2020 巴黎2024',
    'C919',
    'G7 G20',
  ]) {
    it(`is all of "${query}"`, () => assert.equal(countedForm(query)?.text, query));
  }
});
