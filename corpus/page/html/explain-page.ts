import { voicesFor } from './choose.js';
import type { HtmlPage } from './read-html-page.js';
import type { PageField, Voice } from './voice.js';

/** The fields of a page that voices speak for, in the order in which they are shown. */
const FIELDS: readonly PageField[] = [
  'title',
  'publishedAt',
  'updatedAt',
  'source',
  'author',
  'editor',
  'section',
  'url',
];

/** Why a field of a page is what it is. */
export interface FieldExplanation {
  readonly field: PageField;
  /** As the page is read; `null` where nothing is taken. */
  readonly value: string | null;
  /** Whose value it is; `null` where it is put together from several, or nothing is taken. */
  readonly voice: Voice | null;
  /** The others that speak for the field, the surest first; each value from each place once. */
  readonly others: readonly Voice[];
}

/** Tells of each field of a page where its value comes from, and what else the page says. */
export function explainPage(page: HtmlPage): readonly FieldExplanation[] {
  return FIELDS.map((field) => {
    const voices = once(voicesFor(page.voices, field));
    const value = page[field] === '' ? null : page[field];
    const isTaken = (one: Voice): boolean => one.value === value;
    // A page without a time of publication has that of its last change.
    const voice = voices.find(isTaken) ?? (field === 'publishedAt' ? page.voices.find(isTaken) : undefined) ?? null;
    return { field, value, voice, others: voices.filter((one) => one !== voice) };
  });
}

function once(voices: readonly Voice[]): readonly Voice[] {
  return [...new Map([...voices].reverse().map((one) => [`${one.from}\n${one.value}`, one])).values()].reverse();
}
