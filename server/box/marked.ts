/** A piece of a text, and whether it was found. */
export interface MarkedPiece {
  readonly text: string;
  readonly isMarked: boolean;
}

const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const escapes = Object.fromEntries(Object.entries(characters).map(([entity, character]) => [character, entity]));

/** Escapes a text as the service does: the opposite of what `parseMarks` takes back. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/**
 * Takes a highlight of the service apart: HTML in which all is escaped but `<mark>` and `</mark>`. The pieces are plain
 * text, so that they get into the page as text and no answer can bring markup with it, whoever gave it.
 */
export function parseMarks(html: string): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let isMarked = false;
  for (const part of html.split(/(<\/?mark>)/)) {
    if (part === '<mark>') isMarked = true;
    else if (part === '</mark>') isMarked = false;
    else if (part !== '')
      pieces.push({ text: part.replace(/&(?:amp|lt|gt|quot|#39);/g, (one) => characters[one] ?? one), isMarked });
  }
  return pieces;
}
