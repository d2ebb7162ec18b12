import type { InstantAnswer, InstantHit, Suggestion } from './instant-answer.js';
import { parseMarks, type MarkedPiece } from './marked.js';
import { articleAddress, resultsAddress, type BoxSettings } from './settings.js';
import type { BoxTexts, Failure } from './texts.js';

/** What the box has to show under its input. */
export type BoxState =
  | { readonly kind: 'recent'; readonly queries: readonly string[] }
  | { readonly kind: 'waiting'; readonly query: string }
  | { readonly kind: 'answer'; readonly query: string; readonly answer: InstantAnswer }
  | { readonly kind: 'failure'; readonly query: string; readonly failure: Failure };

/** What an option that leads somewhere is. */
export type DestinationKind = 'hit' | 'suggestion' | 'recent' | 'search';

/** What an option is; the last two do something in the box itself. */
export type OptionKind = DestinationKind | 'clear-recent' | 'retry';

/** One thing to choose. */
export interface BoxOption {
  readonly kind: OptionKind;
  readonly pieces: readonly MarkedPiece[];
  /** The query it stands for, or the title. */
  readonly text: string;
  /** Where it leads; `null`: nowhere, it does something here. */
  readonly href: string | null;
  /** Under a hit: where it is from. */
  readonly detail: string | null;
  /** The article that it leads to. */
  readonly id: string | null;
  /** Place among the hits, or among the suggestions, from 1; `null`: it is none of these. */
  readonly rank: number | null;
}

export interface OptionGroup {
  readonly kind: 'suggestions' | 'news' | 'recent' | 'more';
  /** `null`: what follows needs no heading. */
  readonly label: string | null;
  readonly options: readonly BoxOption[];
}

/** Everything under the input, but for how it looks. */
export interface BoxView {
  /** A sentence above all options. */
  readonly note: string | null;
  readonly groups: readonly OptionGroup[];
  /** For a screen reader; empty: nothing new. */
  readonly announcement: string;
}

/** What a view is made with. */
export interface ViewBasis {
  readonly settings: BoxSettings;
  readonly texts: BoxTexts;
  /** For dates and numbers. */
  readonly language: string;
}

export const emptyView: BoxView = { note: null, groups: [], announcement: '' };

/** What to show for a state. */
export function viewOf(state: BoxState, basis: ViewBasis): BoxView {
  const { texts } = basis;
  switch (state.kind) {
    case 'recent':
      return recentView(state.queries, basis);
    case 'waiting':
      return { note: texts.waiting, groups: [], announcement: '' };
    case 'failure':
      return failureView(state.query, texts.failures[state.failure], basis);
    default:
      return answerView(state.query, state.answer, basis);
  }
}

function plain(text: string): MarkedPiece[] {
  return [{ text, isMarked: false }];
}

/** An option that searches for a query. */
function toResults(
  kind: OptionKind,
  query: string,
  pieces: readonly MarkedPiece[],
  { settings }: ViewBasis,
): BoxOption {
  return { kind, pieces, text: query, href: resultsAddress(settings, query), detail: null, id: null, rank: null };
}

function action(kind: OptionKind, text: string): BoxOption {
  return { kind, pieces: plain(text), text, href: null, detail: null, id: null, rank: null };
}

function recentView(queries: readonly string[], basis: ViewBasis): BoxView {
  if (queries.length === 0) return emptyView;
  const { texts } = basis;
  const options = queries.map((query) => toResults('recent', query, plain(query), basis));
  return {
    note: null,
    groups: [
      { kind: 'recent', label: texts.recent, options },
      { kind: 'more', label: null, options: [action('clear-recent', texts.clearRecent)] },
    ],
    announcement: texts.announceRecent(queries.length),
  };
}

function failureView(query: string, note: string, basis: ViewBasis): BoxView {
  const { texts } = basis;
  const options = [action('retry', texts.retry), searchFor(query, texts.searchFor(query), basis)];
  return { note, groups: [{ kind: 'more', label: null, options }], announcement: note };
}

function searchFor(query: string, text: string, basis: ViewBasis): BoxOption {
  return toResults('search', query, plain(text), basis);
}

function answerView(query: string, { suggestions, instant }: InstantAnswer, basis: ViewBasis): BoxView {
  const { texts, language } = basis;
  const { hits = [], total = 0, relaxed = null, didYouMean = null } = instant ?? {};
  const shown = new Set(hits.map(({ id }) => id));
  // A title that stands among the hits is no news as a suggestion.
  const wanted = suggestions.filter(({ id }) => id === null || !shown.has(id));
  const isEmpty = instant !== undefined && total === 0;
  const note = isEmpty ? texts.nothing(query) : relaxed === null ? null : texts.relaxed;
  const counted = total.toLocaleString(language);
  const groups: OptionGroup[] = [
    {
      kind: 'suggestions',
      label: texts.suggestions,
      options: wanted.map((one, i) => suggestionOption(one, i + 1, basis)),
    },
    { kind: 'news', label: texts.news, options: hits.map((one, i) => hitOption(one, i + 1, basis)) },
    { kind: 'more', label: null, options: moreOptions(query, { didYouMean, isEmpty, counted }, basis) },
  ];
  return {
    note,
    groups: groups.filter(({ options }) => options.length > 0),
    announcement: isEmpty ? texts.nothing(query) : texts.announce(wanted.length, hits.length, counted),
  };
}

/** What else can be done with what was typed. */
function moreOptions(
  query: string,
  { didYouMean, isEmpty, counted }: { didYouMean: string | null; isEmpty: boolean; counted: string },
  basis: ViewBasis,
): BoxOption[] {
  const { texts, settings } = basis;
  const other = didYouMean === null ? [] : [searchFor(didYouMean, texts.didYouMean(didYouMean), basis)];
  if (isEmpty) return other;
  const all = settings.hits === 0 ? texts.searchFor(query) : texts.all(counted);
  return [...other, searchFor(query, all, basis)];
}

function suggestionOption(suggestion: Suggestion, rank: number, basis: ViewBasis): BoxOption {
  const { text, id, url } = suggestion;
  const pieces = parseMarks(suggestion.highlighted);
  if (id === null) return { ...toResults('suggestion', text, pieces, basis), rank };
  return {
    kind: 'suggestion',
    pieces,
    text,
    href: articleAddress(basis.settings, { id, url }),
    detail: null,
    id,
    rank,
  };
}

function hitOption(hit: InstantHit, rank: number, basis: ViewBasis): BoxOption {
  const { settings, texts } = basis;
  const { id, title, highlights } = hit;
  return {
    kind: 'hit',
    pieces: title === '' ? plain(texts.untitled) : parseMarks(highlights.title),
    text: title,
    href: articleAddress(settings, hit),
    detail: detailOf(hit, basis),
    id,
    rank,
  };
}

function detailOf({ source, section, publishedAt }: InstantHit, { language }: ViewBasis): string | null {
  const day = publishedAt === null ? null : dayOf(publishedAt, language);
  const parts = [source ?? section, day].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(' · ');
}

/** The day in Asia/Shanghai, by which news is dated. */
function dayOf(time: string, language: string): string | null {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return null;
  return date.toLocaleDateString(language, {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  });
}
