import traditionalToSimplified from 'opencc-js/dict/TSCharacters';

const simplified = new Map(
  traditionalToSimplified.split('|').map((entry) => {
    const [from = '', to = ''] = entry.split(' ');
    return [from, to] as const;
  }),
);

/** Folding as API.md says it, the slow way. */
export function naiveFold(text: string): string {
  const points = Array.from(text.normalize('NFKC'), (point) => simplified.get(point) ?? point);
  return points.join('').toLowerCase().replace(/\s+/g, ' ');
}
