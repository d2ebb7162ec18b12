import { fieldRange } from '../article-text.js';
import { containment, shinglesOf, wordCharacters } from './shingles.js';

/** Another one whenever fingerprints or the answers of `isSameStory` change: a snapshot keeps what they said. */
export const storyVersion = 1;

/** Letters and digits of the body that are compared. */
const deepest = 3000;
/** A body of fewer is of no story: a line such as 图 or 暂无内容 says too little. */
const shortest = 20;
/** UTF-16 units of the body among which a dateline is looked for. */
const longestDateline = 100;
/** Letters and digits that begin a body, and those within which another copy, a lead-in before it, must have them. */
const leadLength = 60;
const headLength = 200;
const bodyShingle = 4;
const titleShingle = 2;

/** Copies come out within hours; what is told again later is news again, unless it is the same to the letter. */
const soonHours = 24;
const latestHours = 72;
const hour = 3_600_000;

/**
 * Of the shorter body's shingles, what the longer one holds. With a title of its own more is asked; most is asked of what
 * comes later, or from the same source, which tells what is new over the same background.
 */
const sameContainment = 0.8;
const retitledContainment = 0.9;
const verbatim = 0.95;
/** Of the longer body, the shorter one is so much at least: a line of a round-up is no copy of it. */
const leastLength = 0.5;
const leadContainment = 0.75;
/** Of a title's pairs of characters, what the other article holds in title or body. */
const titleContainment = 0.3;
const likeTitle = 0.5;
const sameTitle = 0.65;

const figure =
  /\d[\d,]*(?:\.\d+)?|第[零一二三四五六七八九十百千两]+|[零〇一二三四五六七八九十百千万亿]{2,}|(?:星期|周)[一二三四五六日天]|\([上中下]\)/g;

const denial = /辟谣|谣言|不实|失实|更正|澄清/;

/** What each outlet has of its own before a wire story: `东社云泽9月9日电(记者 林远)`, `本报讯`. */
const dateline =
  /^\s*(?:[^。!?\n]{0,50}(?:记者|通讯员|编译|实习生)[^)】。\n]{0,30}[)】]|[^。!?,，\n]{0,20}(?:电|讯|消息)(?=[\s:,，]))/u;

/** What one article says to the question whether another tells the same story. */
export interface StoryText {
  /** Milliseconds since 1970; `NaN` where it has no time. */
  readonly time: number;
  /** Folded; empty where it has none. */
  readonly source: string;
  /** Letters and digits, folded, as those of the body, which begins behind its dateline. */
  readonly title: string;
  readonly body: string;
  /** The body as it is, dateline and all, for its figures. */
  readonly written: string;
  readonly datelineLength: number;
}

/**
 * Prepares an article for `isSameStory`.
 * @param text its joined folded text
 * @param time milliseconds since 1970; `NaN` where it has none
 */
export function storyText(text: string, time: number): StoryText {
  const [title, source, body] = [fieldRange(text, 'title'), fieldRange(text, 'source'), fieldRange(text, 'body')];
  const datelineLength = dateline.exec(text.slice(body.start, body.start + longestDateline))?.[0].length ?? 0;
  return {
    time,
    source: text.slice(source.start, source.end),
    title: wordCharacters(text, title.start, title.end, headLength),
    body: wordCharacters(text, body.start + datelineLength, body.end, deepest),
    written: text.slice(body.start, Math.min(body.end, body.start + deepest * 2)),
    datelineLength,
  };
}

/** Whether two articles came out close enough together to be one story, times in milliseconds; `NaN`, any time, always is. */
export function areCloseInTime(one: number, other: number): boolean {
  return !(Math.abs(one - other) > latestHours * hour);
}

/**
 * Whether two articles are one story told twice: the same text, but for small edits, a lead-in or an editor's line.
 * Bulletins of one form with other figures are not, nor is a report that repeats an earlier one under its own news, nor
 * one that is a part of a round-up. Measured in docs/STORIES.md. What costs least is asked first.
 */
export function isSameStory(one: StoryText, other: StoryText): boolean {
  const [few, many] = isShorter(one, other) ? [one, other] : [other, one];
  if (few.body.length < shortest || few.body.length < many.body.length * leastLength) return false;
  if (!areCloseInTime(one.time, other.time)) return false;
  if (!beginsIn(one, other) && !beginsIn(other, one)) return false;
  const title = Math.min(titleShare(one, other), titleShare(other, one));
  if (title < (one.source === other.source ? sameTitle : titleContainment)) return false;
  if (isDenial(one) !== isDenial(other)) return false;
  const isWire = one.source !== other.source && Math.abs(one.time - other.time) <= soonHours * hour;
  if (!hasFigures(few, many, isWire)) return false;
  return containment(shinglesOf(few.body, bodyShingle), shinglesOf(many.body, bodyShingle)) >= needed(isWire, title);
}

/** Whether title or beginning say that something told before is not so: a denial may quote all of it. */
function isDenial({ title, body }: StoryText): boolean {
  return denial.test(title) || denial.test(body.slice(0, headLength));
}

/** Of two that are as long one, whichever it is asked of: the answer must not depend on who asks. */
function isShorter(one: StoryText, other: StoryText): boolean {
  return one.body.length === other.body.length ? one.written < other.written : one.body.length < other.body.length;
}

/** @param isWire whether another source has it within hours, as wire stories are taken over and edited */
function needed(isWire: boolean, title: number): number {
  if (!isWire) return verbatim;
  return title < likeTitle ? retitledContainment : sameContainment;
}

/** Whether the beginning of one stands near that of the other, a lead-in before it. */
function beginsIn(one: StoryText, other: StoryText): boolean {
  return shareIn(one.body.slice(0, leadLength), other.body.slice(0, headLength), bodyShingle) >= leadContainment;
}

/** The share of a title's pairs of characters that stand in the title or the body of another article. */
function titleShare({ title }: StoryText, other: StoryText): number {
  return shareIn(title, `${other.title}\n${other.body}`, titleShingle);
}

/** Of a short text's runs of characters the share that stands in another; 1 where it has none. */
function shareIn(short: string, text: string, length: number): number {
  const runs = [...shinglesOf(short, length)];
  return runs.length === 0 ? 1 : runs.filter((run) => text.includes(run)).length / runs.length;
}

/** Whether the figures of one are among those of the other, those of a dateline aside; where it is edited, one in 25 and one more may differ. */
function hasFigures(few: StoryText, many: StoryText, isEdited: boolean): boolean {
  const figures = figuresOf(isEdited ? few.written.slice(few.datelineLength) : few.written);
  const others = figuresOf(many.written);
  let all = 0;
  let missing = 0;
  for (const [written, count] of figures) {
    all += count;
    missing += Math.max(0, count - (others.get(written) ?? 0));
  }
  return missing <= (isEdited ? 1 + Math.floor(all / 25) : 0);
}

function figuresOf(text: string): Map<string, number> {
  const figures = new Map<string, number>();
  for (const [written] of text.matchAll(figure)) {
    const plain = /^\d/.test(written) ? String(Number(written.replaceAll(',', ''))) : written;
    figures.set(plain, (figures.get(plain) ?? 0) + 1);
  }
  return figures;
}
