import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SpanWriter, splitSpans, type TermSpans } from '../../../indexer/analyzer/term-spans.js';
import { Generation } from '../../../indexer/index/flexsearch/generation.js';

/** A version of an article, its words in the body; without words the article is removed. */
interface Version {
  readonly id: string;
  readonly title: string;
  readonly words: readonly string[] | null;
  readonly time: number;
}

function spansOf(text: string, words: readonly string[]): TermSpans {
  const writer = new SpanWriter();
  writer.begin(text.length);
  for (const word of words) writer.add(text.indexOf(` ${word} `) + 1, word.length);
  return splitSpans(writer.build())[0] ?? new Uint32Array();
}

function perform(generation: Generation, { id, title, words, time }: Version): void {
  if (words === null) return generation.remove(id);
  const text = [title, '', '', '', '', '', ` ${words.join(' ')} `].join('\n');
  const fields = { section: [], source: [], author: [], tag: [], time };
  generation.add({ id, text, fields }, spansOf(text, words));
}

/** Words of which none begins as a whole other one does, with what is typed for each. */
const vocabulary: ReadonlyMap<string, RegExp> = new Map([
  ['xia', /^xi?$/],
  ['xib', /^xi?$/],
  ['xic', /^xi?$/],
  ['yaa', /^y$/],
  ['西昌站', /^(?:x|xi|西|x昌)$/],
  ['西安站', /^(?:x|xi|西)$/],
  ['中国队', /^(?:z|中|z国|zg队)$/],
]);
const version: fc.Arbitrary<Version> = fc.record({
  id: fc.nat(25).map(String),
  title: fc.constantFrom('xi', 'xia', 'y', '西', '𠮷野', '“西'),
  words: fc.option(fc.subarray([...vocabulary.keys()]), { freq: 8 }),
  time: fc.constantFrom(Number.NaN, 1, 2, 3),
});

/** The live versions of the articles. */
function latest(versions: readonly Version[]): Version[] {
  const byId = new Map(versions.map((one) => [one.id, one]));
  return [...byId.values()].filter(({ words }) => words !== null);
}

function wordsTypedSo(live: readonly Version[], typed: string): string[] {
  const count = (word: string): number => live.filter(({ words }) => words?.includes(word)).length;
  return [...vocabulary]
    .flatMap(([word, isMeant]) => (isMeant.test(typed) && count(word) > 0 ? [word] : []))
    .sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1));
}

/** The time of the newest article of each title that begins so, newest first. */
function titlesTypedSo(live: readonly Version[], typed: string): number[] {
  const newest = new Map<string, number>();
  for (const { title, time } of live) {
    const key = title.replace('“', '');
    if (key.startsWith(typed)) newest.set(key, Math.max(newest.get(key) ?? 0, time || 0));
  }
  return [...newest.values()].sort((a, b) => b - a);
}

describe('completions', () => {
  it('are the words of the most articles and the newest titles, whatever was replaced or removed', () => {
    const typed = fc.constantFrom('x', 'xi', 'y', '西', '中', '𠮷', 'z', 'z国', 'x昌', 'zg队', 'zz');
    const size = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(fc.array(version, { minLength: 20, maxLength: 200 }), typed, size, (versions, prefix, wanted) => {
        const generation = new Generation(600);
        for (const one of versions) perform(generation, one);
        const live = latest(versions);
        const [words, titles] = [wordsTypedSo(live, prefix), titlesTypedSo(live, prefix)];
        generation.postings.settle();
        const found = generation.completions.complete(generation, prefix, wanted, () => true);
        const wordCount = Math.max(Math.ceil(wanted / 2), wanted - titles.length);
        const foundWords = found.flatMap((one) => (one.kind === 'word' ? [one.text] : []));
        assert.deepEqual(foundWords, words.slice(0, wordCount));
        const times = found.flatMap((one) =>
          one.kind === 'title' ? [live.find(({ id }) => id === one.id)?.time || 0] : [],
        );
        assert.deepEqual(times, titles.slice(0, wanted - foundWords.length));
      }),
      { numRuns: 200 },
    );
  });
});
