import { isOrganization, isPeople } from './names.js';
import type { PageField, Voice } from './voice.js';

/** The voices for a field, the surest first; of equally sure ones the earlier. */
export function voicesFor(voices: readonly Voice[], field: PageField): readonly Voice[] {
  return voices.filter((voice) => voice.field === field).sort((one, other) => other.sureness - one.sureness);
}

/** What the surest voice says; `null` where none speaks. */
export function surest(voices: readonly Voice[], field: PageField): string | null {
  return voicesFor(voices, field)[0]?.value ?? null;
}

const hasClock = (time: string): boolean => !time.includes('T00:00:00');
const dayOf = (time: string): string => time.slice(0, 10);

/**
 * The time of publication: as the page shows it by its headline (what machines are told may be the last change), but of
 * the day it shows without an hour, the hour that machines are told.
 * @param yearless `MM-DDTHH:MM` as shown, for a page that leaves the year out
 */
export function chooseTime(voices: readonly Voice[], yearless: string | null): string | null {
  const times = voicesFor(voices, 'publishedAt');
  const shown = times.find(({ from }) => /headline|^id /.test(from));
  const isRuled = times[0]?.sureness === 1;
  const best = !isRuled && shown !== undefined && shown.sureness >= 0.6 ? shown : times[0];
  const updated = voicesFor(voices, 'updatedAt');
  if (best === undefined) return withYear(yearless, updated) ?? updated[0]?.value ?? null;
  if (hasClock(best.value)) return best.value;
  const finer = times.find(({ value }) => dayOf(value) === dayOf(best.value) && hasClock(value));
  return finer?.value ?? best.value;
}

function withYear(yearless: string | null, others: readonly Voice[]): string | null {
  const year = others[0]?.value.slice(0, 4);
  return yearless === null || year === undefined ? null : `${year}-${yearless}:00+08:00`;
}

/** A paper's name beside the time is more than what stands behind the body: that may be a picture's source, or a part's. */
const PAPER_BESIDE_TIME = 0.75;

/** The source; the names of papers go before other names that are as sure. */
export function chooseSource(voices: readonly Voice[]): string | null {
  const weighed = voices.map((voice) =>
    voice.from === 'name beside the time' && isOrganization(voice.value)
      ? { ...voice, sureness: Math.max(voice.sureness, PAPER_BESIDE_TIME) }
      : voice,
  );
  const sources = voicesFor(weighed, 'source');
  const most = sources[0]?.sureness ?? 0;
  const close = sources.filter(({ sureness }) => sureness >= most - 0.04);
  return (close.find(({ value }) => isOrganization(value)) ?? close[0])?.value ?? accountOf(voices);
}

/** On sites of many accounts the account stands where others have the author; its name sounds like no person's. */
function accountOf(voices: readonly Voice[]): string | null {
  const shown = voicesFor(voices, 'author').filter(({ from }) => /^class .*under the headline$/.test(from));
  return shown.find(({ value }) => isAccount(value))?.value ?? null;
}

/** Voices below this tell an author only where the page names no editor: many pages put the editor's name there. */
const DOUBTFUL = 0.4;

/** The author: nobody who is the source, the site or the editor, and no address or number. */
export function chooseAuthor(voices: readonly Voice[], siteNames: readonly string[]): string | null {
  const editors = new Set(voicesFor(voices, 'editor').map(({ value }) => value));
  const sources = new Set([...voicesFor(voices, 'source').map(({ value }) => value), ...siteNames]);
  const isName = ({ value, sureness }: Voice): boolean => {
    if (sources.has(value) || /[@\d/]|https?:/.test(value) || value.length > 60) return false;
    return sureness >= DOUBTFUL
      ? !isOrganization(value) || sureness > 0.8
      : editors.size === 0 && !isOrganization(value);
  };
  const authors = voicesFor(voices, 'author');
  return (authors.find(({ sureness }) => sureness === 1) ?? authors.find(isName))?.value ?? null;
}

function isAccount(name: string): boolean {
  return isOrganization(name) || (/^\p{Script=Han}{5,}$/u.test(name) && !isPeople(name));
}
