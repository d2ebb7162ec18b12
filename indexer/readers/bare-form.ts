import { hasWordCharacter } from '../analyzer/character-class.js';

/** What all writings of one thing have in common. */
export interface BareForm {
  readonly text: string;
  /** Where each UTF-16 unit of `text` stands in the folded text. */
  readonly offsets: readonly number[];
}

const passedOver = /[\p{P}\p{Z}]/u;

/** A folded text from its first word character on, without punctuation and spaces: 西昌地震 of “西昌，地震”. */
export function bareForm(folded: string): BareForm {
  const points: string[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const point of folded) {
    if (points.length === 0 ? hasWordCharacter(point) : !passedOver.test(point)) {
      points.push(point);
      for (let i = 0; i < point.length; i++) offsets.push(at + i);
    }
    at += point.length;
  }
  return { text: points.join(''), offsets };
}
