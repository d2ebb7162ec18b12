/** Pieces that parsers stumble over: signs of queries, markup, dates, half characters, numbers at their limits. */
const pieces = (
  '" \' - OR ( ) : title: body: “ ” （ ） － ＂ NOT && || * ? ~ ^ [ ] { } \\ / < > &amp; &#0; &#xD800; <!-- --> <![CDATA[ ]]> <script> </p> <br> ' +
  '<a href=" " class=" " style="display:none" 来源： 作者： 2026-11-03 15:05 99999年99月99日 \\u0000 \\ud83d 𠮷 😀 İ ſ ﬃ ㍿ ％ ０ ı e\u0301 \u202e \ufeff \u200b ' +
  '__proto__ constructor toString <constructor> <__proto__ toString=" null undefined true 1e999 -0 {"id": [ ,] "title": \n \r\n \t <rss> <item> <urlset> <loc> xml:base=" <!DOCTYPE encoding="gb2312"?>'
).split(' ');

/** Draws from 0 to below `below`. */
export type Draw = (below: number) => number;

/** A text with up to eight changes at random places: pieces put in, stretches taken out, doubled or turned, units flipped. */
export function mutateText(text: string, draw: Draw): string {
  let mutated = text;
  for (let changes = 1 + draw(8); changes > 0; changes--) mutated = changed(mutated, draw);
  return mutated;
}

function changed(text: string, draw: Draw): string {
  const at = draw(text.length + 1);
  const end = Math.min(text.length, at + 1 + draw(40));
  const [before, stretch, after] = [text.slice(0, at), text.slice(at, end), text.slice(end)];
  const piece = pieces[draw(pieces.length)] ?? '';
  const ways = [
    () => before + piece + stretch + after,
    () => before + after,
    () => before + stretch.repeat(2 + draw(20)) + after,
    () => before + [...stretch].reverse().join('') + after,
    () => before + String.fromCharCode(draw(0x10000)) + after,
    () => before + piece.repeat(1 + draw(200)) + stretch + after,
    () => text.slice(at),
    () => text.slice(0, at),
  ];
  return (ways[draw(ways.length)] ?? ways[0])?.() ?? text;
}

/** Bytes with up to eight flipped, taken out or put in. */
export function mutateBytes(bytes: Uint8Array, draw: Draw): Uint8Array {
  let mutated = Uint8Array.from(bytes);
  for (let changes = 1 + draw(8); changes > 0; changes--) {
    const at = draw(mutated.length + 1);
    const way = draw(3);
    if (way === 0 && at < mutated.length) mutated[at] = draw(256);
    else if (way === 1) mutated = Uint8Array.from([...mutated.subarray(0, at), ...mutated.subarray(at + 1 + draw(20))]);
    else mutated = Uint8Array.from([...mutated.subarray(0, at), draw(256), draw(256), ...mutated.subarray(at)]);
  }
  return mutated;
}
