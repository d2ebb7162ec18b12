import type { Hit, SearchAnswer } from '../../indexer/index.js';
import { markedText } from './marked-text.js';
import { colors, counted } from './terminal.js';

/** An answer for the terminal: what was found, then a few lines a hit. */
export function formatAnswer(answer: SearchAnswer): string {
  const first = (answer.page - 1) * answer.size + 1;
  const hits = answer.hits.map((hit, at) => formatHit(hit, first + at));
  const offer = answer.didYouMean === null ? [] : [`did you mean: ${answer.didYouMean}`];
  return [[formatHead(answer), ...offer].join('\n'), ...hits].join('\n\n');
}

function formatHead({ total, stories, tookMs, relaxed, query }: SearchAnswer): string {
  if (total === 0) return `nothing found for ${query}`;
  const merged = stories < total ? ` in ${counted(stories, 'story', 'stories')}` : '';
  const found = `${counted(total, 'article')}${merged} ${colors.dim(`(${tookMs} ms)`)}`;
  if (relaxed === null) return found;
  const without = relaxed.dropped.length === 0 ? '' : `; on none of these: ${relaxed.dropped.join(' ')}`;
  return `${found}, none holds all words${without}`;
}

function formatHit(hit: Hit, place: number): string {
  const facts = [hit.source, hit.author, hit.section, hit.publishedAt?.slice(0, 10), hit.url ?? hit.id];
  const lines = [
    `${colors.dim(`${place}.`)} ${markedText(hit.highlights.title, markInTitle, colors.bold)}`,
    `   ${colors.dim(facts.filter(Boolean).join(' · '))}`,
    ...hit.highlights.snippets.map((snippet) => `   ${markedText(snippet, mark)}`),
    ...formatCopies(hit),
  ];
  return lines.join('\n');
}

function formatCopies({ duplicates: { count, articles } }: Hit): string[] {
  if (count === 0) return [];
  const names = articles.map(({ source, id }) => source ?? id).join(', ');
  return [`   ${colors.dim(`also: ${names}${count > articles.length ? ', …' : ''}`)}`];
}

function mark(text: string): string {
  return colors.red(text);
}

function markInTitle(text: string): string {
  return colors.bold(colors.red(text));
}
