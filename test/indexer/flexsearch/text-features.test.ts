import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textParts } from '../../../indexer/article-text.js';
import { impact } from '../../../indexer/index/ranking/impact.js';
import { pairKey } from '../../../indexer/index/ranking/pair-key.js';
import { UnitScanner } from '../../../indexer/index/ranking/text-features.js';
import { needleOf, needleRanges, type Needle } from '../../../indexer/query/needle.js';

const averageLength = 30;

function token(text: string): Needle {
  return needleOf(text, true, null);
}

/** Offsets of a pair in a text, one by one. */
function pairPlaces(text: string, pair: string): number[] {
  return Array.from(text, (_, at) => at).filter((at) => text.startsWith(pair, at));
}

/** Sum of weights of the units that begin within 40 characters of each other, the best there is, by trying all. */
function densest(places: readonly { weight: number; at: readonly number[] }[]): number {
  const starts = places.flatMap(({ at }) => at);
  const sums = starts.map((start) =>
    places
      .filter(({ at }) => at.some((one) => one >= start && one <= start + 40))
      .reduce((sum, { weight }) => sum + weight, 0),
  );
  return Math.max(0, ...sums);
}

describe('what a text shows of a query', () => {
  const body = fc.stringMatching(/^[台风预警 a1]{0,120}$/);
  const pairs = fc.uniqueArray(fc.constantFrom('台风', '风预', '预警', '警台', '风风'), { maxLength: 4 });
  const tokens = fc.uniqueArray(fc.constantFrom('aa', 'a1', '11'), { maxLength: 2 });

  it('is the impact of each pair and token, and the most of them in one window, as found one by one', () => {
    fc.assert(
      fc.property(body, pairs, tokens, (written, wantedPairs, wantedTokens) => {
        const text = `${'\n'.repeat(6)}${written}`;
        const scanner = new UnitScanner({
          pairs: new Map(wantedPairs.map((pair, i) => [pairKey(pair, 0), i + 1])),
          tokens: new Map(wantedTokens.map((one, i) => [token(one), i + 10])),
        });
        const places = [
          ...wantedPairs.map((pair, i) => ({ weight: i + 1, counts: 1, at: pairPlaces(text, pair) })),
          ...wantedTokens.map((one, i) => {
            const at = needleRanges(text, token(one), 200).map(({ start }) => start);
            return { weight: i + 10, counts: 2, at };
          }),
        ];
        const expected = places.reduce((sum, { weight, counts, at: [first, ...more] }) => {
          if (first === undefined) return sum;
          const occurrence = { frequency: more.length + 1, title: 0, first: first - 6 };
          return sum + weight * counts * impact(occurrence, text.length, averageLength);
        }, 0);
        const found = scanner.features(text, textParts(text), averageLength);
        assert.ok(Math.abs(found.units - expected) < 1e-9);
        assert.ok(Math.abs(found.densest - densest(places)) < 1e-9);
      }),
    );
  });
});
