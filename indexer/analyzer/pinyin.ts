import { pinyin } from 'pinyin-pro';

/** The syllables of a word, a character each: `['xi', 'chang']`. Lower case, without tones; ü is `v`, as one types it. */
export type Reading = readonly string[];

/** Where a character has no reading there. */
const NONE = '';
const firstHan = 0x4e00;
const lastHan = 0x9fff;

function readingsOfCharacter(character: string): string[] {
  return [...new Set(pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true }))];
}

/** Surnames that are read in another way than the same character in a word: 单 is shan, 仇 is qiu. */
const surnames = '仇单朴曾查缪尉覃翟';

interface Table {
  /** The most common reading by character. */
  readonly first: readonly string[];
  /** Whether a character has several. */
  readonly isAmbiguous: readonly boolean[];
  /** Readings as a surname, where those are others. */
  readonly surnames: ReadonlyMap<string, string>;
}

function buildTable(): Table {
  const all = Array.from({ length: lastHan - firstHan + 1 }, (_, i) =>
    readingsOfCharacter(String.fromCharCode(firstHan + i)),
  );
  const named = Array.from(surnames, (surname) => {
    const [reading = NONE] = pinyin(surname, { toneType: 'none', type: 'array', surname: 'head', v: true });
    return [surname, reading] as const;
  });
  return {
    first: all.map(([first = NONE]) => (/^[a-z]+$/.test(first) ? first : NONE)),
    isAmbiguous: all.map(({ length }) => length > 1),
    surnames: new Map(named),
  };
}

let table: Table | undefined;

/** Made when it is first needed: about a tenth of a second. */
function theTable(): Table {
  return (table ??= buildTable());
}

function asOneTypes(reading: readonly string[]): Reading {
  return reading.map((syllable) => (/^[a-z]+$/.test(syllable) ? syllable : NONE));
}

/**
 * Characters of two common readings, the second one here. pinyin-pro knows many words but not all (局长 is ju chang to
 * it), so where it gives the first reading, which it gives of words that it does not know, the second will do as well.
 */
const secondReadings: ReadonlyMap<string, string> = new Map(
  '长zhang 行hang 乐yue 重chong 调diao 传zhuan 校jiao 朝zhao 藏zang 率lv 降xiang 弹tan 便pian 盛cheng 厦xia 省xing 都dou 薄bao'
    .split(' ')
    .map((entry) => [entry.charAt(0), entry.slice(1)]),
);

/** The reading with its first character of two common readings read the second way. */
function readOtherwise(word: string, reading: Reading): Reading | null {
  const at = Array.from(word).findIndex((character, i) => {
    const first = theTable().first[character.charCodeAt(0) - firstHan];
    return secondReadings.has(character) && reading[i] === first;
  });
  return at < 0 ? null : reading.with(at, secondReadings.get(word.charAt(at)) ?? NONE);
}

/** A name, three characters, of a surname read in its own way. */
function asName(word: string, reading: Reading): Reading | null {
  const surname = theTable().surnames.get(word.charAt(0));
  return surname === undefined || surname === reading[0] || word.length !== 3 ? null : [surname, ...reading.slice(1)];
}

/**
 * The common readings of a folded word, the best first: that of each character in this word (pinyin-pro's dictionary of
 * words, 银行 is yin hang), and that of a name of three characters whose first is a surname read differently (朴槿惠, piao jin hui).
 * Of a few characters two readings are common (局长, ju chang or ju zhang). Rare readings (排 as bai) are none. 略 is lve, or lue. Empty where a character is no Han character with a reading.
 */
export function readingsOf(word: string): readonly Reading[] {
  const { first, isAmbiguous } = theTable();
  const reading: string[] = [];
  let inContext = false;
  for (let i = 0; i < word.length; i++) {
    const at = word.charCodeAt(i) - firstHan;
    const syllable = first[at] ?? NONE;
    if (syllable === NONE) return [];
    reading.push(syllable);
    inContext ||= isAmbiguous[at] === true;
  }
  // Looking words up costs five microseconds; two words of three have no character that needs it.
  const best = inContext ? asOneTypes(pinyin(word, { toneType: 'none', type: 'array', v: true })) : reading;
  if (best.length !== word.length || best.includes(NONE)) return [];
  const all = inContext ? [best, asName(word, best), readOtherwise(word, best)] : [best];
  return all.filter((found) => found !== null).flatMap((found) => asInputMethods(found));
}

/** A reading, and as input methods take it as well: lue for lve, nue for nve. */
function asInputMethods(reading: Reading): readonly Reading[] {
  if (!reading.some((syllable) => syllable.endsWith('ve'))) return [reading];
  return [reading, reading.map((syllable) => syllable.replace('ve', 'ue'))];
}

let syllables: ReadonlySet<string> | undefined;

/** Every syllable that some character is read as. */
export function allSyllables(): ReadonlySet<string> {
  return (syllables ??= new Set(theTable().first.filter((syllable) => syllable !== NONE)));
}

/** Readings of a word that are tried out, character by character. */
const mostCombined = 12;
const ofCharacter = new Map<string, readonly string[]>();

function allReadings(character: string): readonly string[] {
  const known = ofCharacter.get(character);
  if (known !== undefined) return known;
  const { first, isAmbiguous } = theTable();
  const at = character.charCodeAt(0) - firstHan;
  const best = first[at] ?? NONE;
  const all = isAmbiguous[at] === true ? asOneTypes(readingsOfCharacter(character)) : [best];
  const found = all.filter((syllable) => syllable !== NONE);
  ofCharacter.set(character, found);
  return found;
}

/**
 * The readings that a folded text has where each character may be read in any of its ways, the common ones first, 12 at
 * most: a misspelt word's own readings are no guide. Empty where a character is no Han character with a reading.
 */
export function possibleReadings(text: string): readonly Reading[] {
  let readings: Reading[] = [[]];
  for (const character of text) {
    const syllables = allReadings(character);
    readings = syllables.flatMap((syllable) => readings.map((before) => [...before, syllable])).slice(0, mostCombined);
  }
  return readings;
}
