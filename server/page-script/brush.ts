/** A press that is not for another window. */
function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
}

/** The bars that are being chosen, by their places, in the order in which they were reached. */
interface Brush {
  readonly first: number;
  last: number;
}

/**
 * Lets a stretch of time be chosen by dragging over the bars: with a mouse, a pen or a finger.
 * @param leave follows an address
 */
export function brushTimeline(timeline: SVGSVGElement, leave: (address: string) => void): void {
  const bars = Array.from(timeline.querySelectorAll<SVGAElement>('a'));
  let brush: Brush | null = null;
  const placeOf = ({ clientX }: PointerEvent): number => {
    const { left, width } = timeline.getBoundingClientRect();
    return Math.min(bars.length - 1, Math.max(0, Math.floor(((clientX - left) / width) * bars.length)));
  };
  const setBrush = (next: Brush | null): void => {
    brush = next;
    const [from, to] = next === null ? [1, 0] : inOrder(next);
    bars.forEach((bar, i) => bar.classList.toggle('brushed', i >= from && i <= to));
  };
  timeline.addEventListener('pointerdown', (event) => {
    if (!isPlain(event)) return;
    setBrush({ first: placeOf(event), last: placeOf(event) });
    timeline.setPointerCapture(event.pointerId);
  });
  timeline.addEventListener('pointermove', (event) => {
    if (brush !== null) setBrush({ ...brush, last: placeOf(event) });
  });
  timeline.addEventListener('pointerup', () => {
    const chosen = brush;
    setBrush(null);
    if (chosen !== null) leave(addressOf(timeline, bars, chosen));
  });
  timeline.addEventListener('pointercancel', () => setBrush(null));
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && setBrush(null));
  // A plain press has been dealt with; its link would be followed besides.
  timeline.addEventListener('click', (event) => isPlain(event) && event.preventDefault());
  timeline.addEventListener('dragstart', (event) => event.preventDefault());
}

function inOrder({ first, last }: Brush): [from: number, to: number] {
  return first <= last ? [first, last] : [last, first];
}

/** Of one bar its link's, which also takes a choice back; of several that of the whole stretch. */
function addressOf(timeline: SVGSVGElement, bars: readonly SVGAElement[], brush: Brush): string {
  const [from, to] = inOrder(brush).map((place) => bars[place]);
  if (from === to) return from?.href.baseVal ?? '';
  const url = new URL(timeline.dataset['anyTime'] ?? '', location.href);
  url.searchParams.set('from', from?.dataset['from'] ?? '');
  url.searchParams.set('to', to?.dataset['to'] ?? '');
  return url.href;
}
