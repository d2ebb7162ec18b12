import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { decodePage } from '../../corpus/page/charset.js';

const TEXT = '云泽市的跨江大桥在昨日通车，市民可以从北岸走到南岸。';
/** 云泽通车。我们的大桥在这里 in GB2312. */
const GB = Uint8Array.from([
  0xd4, 0xc6, 0xd4, 0xf3, 0xcd, 0xa8, 0xb3, 0xb5, 0xa1, 0xa3, 0xce, 0xd2, 0xc3, 0xc7, 0xb5, 0xc4, 0xb4, 0xf3,
]);
/** 我們的人在這裡。 in Big5. */
const BIG5 = Uint8Array.from([
  0xa7, 0xda, 0xad, 0xcc, 0xaa, 0xba, 0xa4, 0x48, 0xa6, 0x62, 0xb3, 0x6f, 0xb8, 0xcc, 0xa1, 0x43,
]);
const labelled = (label: string, bytes: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`<meta charset="${label}">`), bytes]);

describe('the charset of a page', () => {
  it('is what the byte order mark says, whatever the labels', () => {
    const { text, charset, from } = decodePage(Buffer.from(`\ufeff${TEXT}`), 'text/html; charset=gbk');
    assert.deepEqual([text, charset, from], [TEXT, 'utf-8', 'byte order mark']);
  });

  it('is UTF-8 where the bytes are, though the page says gb2312', () => {
    const { text, charset, from } = decodePage(labelled('gb2312', Buffer.from(TEXT)));
    assert.deepEqual([text.endsWith(TEXT), charset, from], [true, 'utf-8', 'bytes']);
  });

  it('is GB18030 where the page says utf-8 and is not', () => {
    const { text, charset } = decodePage(labelled('utf-8', GB));
    assert.equal(charset, 'gb18030');
    assert.match(text, /云泽通车。我们的大$/);
  });

  it('is GB18030 or Big5, whichever reads better, where nothing says it or the label is wrong', () => {
    assert.match(decodePage(BIG5).text, /我們的人在這裡。/);
    assert.match(decodePage(labelled('gb2312', BIG5)).text, /我們的人在這裡。/);
    assert.match(decodePage(labelled('big5', GB)).text, /云泽通车/);
    assert.match(decodePage(labelled('iso-8859-1', GB)).text, /云泽通车/);
  });

  it('is what the header says before what the page says', () => {
    const { charset, from } = decodePage(labelled('big5', GB), 'text/html; charset=GBK');
    assert.deepEqual([charset, from], ['gb18030', 'header']);
  });

  it('of another language is honoured', () => {
    const bytes = Uint8Array.from([0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd]);
    assert.match(decodePage(labelled('shift_jis', bytes)).text, /こんにちは$/);
  });

  it('lets a character cut off at the end fall', () => {
    assert.equal(decodePage(Buffer.from(TEXT).subarray(0, -1)).text, TEXT.slice(0, -1));
  });

  it('is found for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodePage(bytes).text === 'string'));
  });
});
