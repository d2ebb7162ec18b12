import { type BodyPart, proseOf } from './body.js';
import { ancestors, type Line } from './lines.js';

/** Prose, in characters, below which a page full of links has no article. */
const LITTLE = 60;
const MANY_LINKS = 12;
const HEADLINE = 8;
/** Of a line with a linked headline: its day may stand beside it. */
const MOSTLY = 0.6;

/**
 * Whether the page lists articles and is none: headlines that are links, and hardly any prose beside them, or in the
 * part with most of the prose as many headlines as paragraphs.
 */
export function isList(lines: readonly Line[], part: BodyPart, bodyLength: number): boolean {
  const links = lines.filter(isLinkedHeadline);
  if (bodyLength < LITTLE) return links.length >= MANY_LINKS;
  const { element } = part;
  if (element === null || element.name === 'body') return false;
  const inside = lines.filter((line) => [...ancestors(line.block)].includes(element));
  const prose = inside.filter((line) => proseOf(line) > 0).length;
  return inside.filter(isLinkedHeadline).length >= Math.max(5, prose * 0.8);
}

function isLinkedHeadline({ text, linked }: Line): boolean {
  return linked > MOSTLY && text.length >= HEADLINE;
}
