import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { htmlToText } from '../../corpus/index.js';

describe('HTML turned into text', () => {
  it('gives each block a line, and none to empty ones', () => {
    const html =
      '<div><h1>标题</h1><p>第一段</p>\n\n<p></p><p>&nbsp;</p><p>第二<b>段</b><br>换行<br/><br/>再换行</p></div>尾';
    assert.equal(htmlToText(html), '标题\n第一段\n第二段\n换行\n再换行\n尾');
  });

  it('collapses white space as a browser does', () => {
    assert.equal(htmlToText('  甲 \n\t 乙<span> </span> 丙\u3000丁 '), '甲 乙 丙\u3000丁');
    assert.equal(htmlToText('<pre>一\n  二</pre>三\n四'), '一\n二\n三 四');
  });

  it('keeps the cells of a table apart', () => {
    assert.equal(
      htmlToText('<table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>'),
      '甲 1\n乙 2',
    );
  });

  it('leaves out what a page does not show, and texts in attributes', () => {
    const html =
      '<head><title>站名</title><style>p{}</style></head><script>if (a<b) "</p>"</script><!-- 注 --><noscript><p>无</p></noscript>' +
      '<template><p>模板</p></template><p>正文<img alt="图" src=x></p><SCRIPT>x</SCRIPT >完';
    assert.equal(htmlToText(html), '正文\n完');
  });

  it('decodes character references once', () => {
    assert.equal(
      htmlToText('&lt;b&gt; &amp;amp; &#20013;&#x56fd; &mdash;&unknown; R&D'),
      '<b> &amp; 中国 —&unknown; R&D',
    );
  });

  it('reads broken markup as far as it goes', () => {
    assert.equal(htmlToText('<p>甲<div>乙</p></b>丙<a href="x'), '甲\n乙\n丙');
    assert.equal(htmlToText('<p>甲<noscript>乙'), '甲');
  });

  it('takes time linear in the length, also with elements nested a million deep', function () {
    this.timeout(10_000);
    assert.equal(htmlToText(`${'<a>'.repeat(1_000_000)}深${'</b>'.repeat(1_000_000)}`), '深');
  });

  it('gives back plain text that is escaped', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).map((word) => word.replace(/\s/gu, '')));
    fc.assert(
      fc.property(words, (list) => {
        const text = list
          .filter((word) => word !== '')
          .join(' ')
          .trim();
        const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        assert.equal(htmlToText(`<p>${html}</p>`), text);
      }),
    );
  });
});
