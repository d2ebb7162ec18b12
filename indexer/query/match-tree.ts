import type { Analyzer } from '../analyzer/analyzer.js';
import { isUnspaced } from '../analyzer/character-class.js';
import { fold } from '../analyzer/fold.js';
import { noAlternatives, type Alternatives } from './alternatives.js';
import { needleKey, needleOf, type Needle } from './needle.js';
import { parseQuery } from './parser.js';
import type { SyntaxNode } from './syntax.js';

/** Which articles match, said in needles. */
export type MatchNode =
  | { readonly kind: 'needle'; readonly needle: Needle }
  | { readonly kind: 'not'; readonly node: MatchNode }
  | { readonly kind: 'and'; readonly nodes: readonly MatchNode[] }
  | { readonly kind: 'or'; readonly nodes: readonly MatchNode[] };

/** A query made ready for an index. */
export interface Query {
  /** What has to match; `null`: the query is empty, everything matches. `or` of nothing matches nothing. */
  readonly root: MatchNode | null;
  /** The needles that are looked for (not those excluded), each once: they rank and are marked. */
  readonly needles: readonly Needle[];
  /** The wanted runs and phrases as they were written, each once: they rank, together with their pairs of characters. */
  readonly runs: readonly Needle[];
  /** The query as an article may hold it, where it is plain runs: side by side, Chinese ones without a space. */
  readonly headline: string | null;
}

/** Everything matches. */
export const emptyQuery: Query = { root: null, needles: [], runs: [], headline: null };

/** Words cut off each other that are looked at as one, whether others mean the same. */
const mostJoined = 8;

const matchesNothing: MatchNode = { kind: 'or', nodes: [] };

function join(kind: 'and' | 'or', nodes: readonly MatchNode[]): MatchNode {
  const flat = nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind, nodes: flat };
}

/** What counts: words that say something; stop words, too; or even signs such as ✅ or %, as they stand. */
type Counts = 'words' | 'stop words' | 'signs';

/** What is known of a query's words when its tree is built. */
interface CutQuery {
  /** Of a folded run of the query. */
  words(run: string): readonly string[];
  isStopWord(word: string): boolean;
}

/** Turns syntax into needles; a node that asks for nothing (punctuation, stop words) becomes `null`. */
class Builder {
  readonly #analyzer: CutQuery;
  readonly #alternatives: Alternatives;
  readonly #counts: Counts;

  constructor(analyzer: CutQuery, alternatives: Alternatives, counts: Counts) {
    this.#analyzer = analyzer;
    this.#alternatives = alternatives;
    this.#counts = counts;
  }

  build(node: SyntaxNode): MatchNode | null {
    switch (node.kind) {
      case 'run':
        return this.#run(node.text, node.field);
      case 'phrase':
        return this.#phrase(node.text, node.field);
      case 'not': {
        // Excluded is what was typed: 网络 -網路 finds something.
        const inner = new Builder(this.#analyzer, noAlternatives, this.#counts).build(node.node);
        return inner && { kind: 'not', node: inner };
      }
      default:
        return this.#join(node.kind, node.nodes);
    }
  }

  #join(kind: 'and' | 'or', nodes: readonly SyntaxNode[]): MatchNode | null {
    const built = nodes.map((node) => this.build(node)).filter((node) => node !== null);
    return built.length === 0 ? null : join(kind, built);
  }

  #run(text: string, field: Needle['field']): MatchNode | null {
    const run = fold(text).text;
    const words = this.#analyzer.words(run);
    if (words.length === 0 && this.#counts === 'signs') return this.#phrase(text, field);
    const isPart = words.length > 1;
    const kept = this.#inGroups(words, run).map((group) => this.#group(group, field, isPart));
    const nodes = kept.filter((node) => node !== null);
    if (nodes.length === 0) return null;
    const asTyped = join('and', nodes);
    const spelled = this.#alternatives.ofRun(run);
    return spelled.length === 0 ? asTyped : join('or', [asTyped, spelledNode(spelled, run, field)]);
  }

  /** The words of a run, those together that others stand for side by side: 新型, 冠状病毒, 肺炎 for 新冠. */
  #inGroups(words: readonly string[], run: string): string[][] {
    const groups: string[][] = [];
    for (let i = 0; i < words.length; i += groups.at(-1)?.length ?? 1) {
      let group = words.slice(i, i + mostJoined);
      while (group.length > 1 && !this.#isKnown(group.join(''), run)) group = group.slice(0, -1);
      groups.push(group);
    }
    return groups;
  }

  #isKnown(joined: string, run: string): boolean {
    return run.includes(joined) && this.#alternatives.ofWord(joined).length > 0;
  }

  /** What a group of words has to be: all that count of them, or one of those that mean the same; `null`: none counts. */
  #group(words: readonly string[], field: Needle['field'], isPart: boolean): MatchNode | null {
    const kept = this.#counts !== 'words' ? words : words.filter((word) => !this.#analyzer.isStopWord(word));
    if (kept.length === 0) return null;
    const typed = kept.map((text): MatchNode => ({ kind: 'needle', needle: needleOf(text, true, field, { isPart }) }));
    const meant = words.join('');
    return join('or', [
      join('and', typed),
      ...this.#alternatives.ofWord(meant).map((other) => standIn(other, meant, field)),
    ]);
  }

  #phrase(text: string, field: Needle['field']): MatchNode | null {
    const folded = fold(text).text.trim();
    return folded === '' ? null : { kind: 'needle', needle: needleOf(folded, false, field) };
  }
}

/** A word that is looked for in place of one that was typed. */
function standIn(text: string, standsFor: string, field: Needle['field']): MatchNode {
  return { kind: 'needle', needle: needleOf(text, true, field, { standsFor }) };
}

/** The words that a run spells in pinyin, each in all its ways to be written. */
function spelledNode(spelled: readonly (readonly string[])[], run: string, field: Needle['field']): MatchNode {
  const words = spelled.map((homophones, i) => {
    const standsFor = spelled.length === 1 ? run : `${run} ${i + 1}`;
    return join(
      'or',
      homophones.map((word) => standIn(word, standsFor, field)),
    );
  });
  return join('and', words);
}

function* wanted(node: MatchNode): Generator<Needle> {
  if (node.kind === 'needle') yield node.needle;
  else if (node.kind !== 'not') for (const inner of node.nodes) yield* wanted(inner);
}

/** A needle that was typed for itself says the most, one in place of another the least. */
function rank({ isPart, standsFor }: Needle): number {
  return standsFor !== null ? 2 : Number(isPart);
}

/** Each needle once, in order; as what says the most where it is several. */
function unique(needles: Iterable<Needle>): Needle[] {
  const byKey = new Map<string, Needle>();
  for (const needle of needles) {
    const key = needleKey(needle);
    const known = byKey.get(key);
    if (known === undefined || rank(needle) < rank(known)) byKey.set(key, needle);
  }
  return [...byKey.values()];
}

/** Punctuation and white space around a run; signs that say something, as in 35% and C++, are part of it. */
const around = /^(?![%‰#@&*])[\p{P}\s]$/u;

/** A folded run, or a title, without the punctuation around it. */
export function trimRun(text: string): string {
  const points = Array.from(text);
  const first = points.findIndex((point) => !around.test(point));
  const last = points.findLastIndex((point) => !around.test(point));
  return first < 0 ? '' : points.slice(first, last + 1).join('');
}

function isPunctuation(text: string): boolean {
  for (const point of text) if (!around.test(point)) return false;
  return true;
}

/** Whether `trimRun` of a title would be this run; most titles are seen not to be after a character. */
export function isHeadedBy(title: string, run: string): boolean {
  const at = title.indexOf(run);
  return at >= 0 && isPunctuation(title.slice(at + run.length)) && isPunctuation(title.slice(0, at));
}

function* wantedRuns(node: SyntaxNode): Generator<Needle> {
  if (node.kind === 'not') return;
  if (node.kind === 'and' || node.kind === 'or') for (const inner of node.nodes) yield* wantedRuns(inner);
  else {
    const text = fold(node.text).text;
    const isRun = node.kind === 'run';
    yield needleOf(isRun ? trimRun(text) : text.trim(), isRun, node.field);
  }
}

function headlineOf(syntax: SyntaxNode): string | null {
  const nodes = syntax.kind === 'and' ? syntax.nodes : [syntax];
  if (nodes.some((node) => node.kind !== 'run' || node.field !== null)) return null;
  const runs = nodes.map((node) => (node.kind === 'run' ? fold(node.text).text : ''));
  const joined = runs.reduce((text, run) => {
    const isTight = isUnspaced(text, text.length - 1) && isUnspaced(run, 0);
    return isTight ? text + run : `${text} ${run}`;
  }, '');
  return trimRun(joined) || null;
}

function isWanted(run: Needle, needles: readonly Needle[]): boolean {
  return run.text !== '' && needles.some(({ text }) => run.text.includes(text));
}

/** A query of a match tree: runs of which no word is wanted (stop words, punctuation) do not count. */
function toQuery(root: MatchNode, syntax: SyntaxNode): Query {
  const needles = unique(wanted(root));
  const runs = unique(wantedRuns(syntax)).filter((run) => isWanted(run, needles));
  return { root, needles, runs, headline: headlineOf(syntax) };
}

/** The folded runs of a query that are wanted or excluded, phrases aside. */
function* runsOf(node: SyntaxNode): Generator<string> {
  if (node.kind === 'run') yield fold(node.text).text;
  else if (node.kind === 'not') yield* runsOf(node.node);
  else if (node.kind !== 'phrase') for (const inner of node.nodes) yield* runsOf(inner);
}

/** Has all runs of a query cut at once. */
async function cutQuery(runs: readonly string[], analyzer: Analyzer): Promise<CutQuery> {
  const cut = runs.length === 0 ? [] : await analyzer.words(runs);
  const words = new Map(runs.map((run, i) => [run, cut[i] ?? []]));
  return { words: (run) => words.get(run) ?? [], isStopWord: (word) => analyzer.isStopWord(word) };
}

/**
 * Makes a query ready: parsed, folded, cut into words by the analyzer's plain cut, stop words left out
 * unless no other wanted word is there, and signs unless no word is. A query of white space is empty; one that folds to nothing matches nothing.
 * @param lookUp what the folded runs of the query may stand for besides themselves; default: nothing else
 */
export async function analyzeQuery(
  text: string,
  analyzer: Analyzer,
  lookUp: (runs: readonly string[]) => Promise<Alternatives> = () => Promise.resolve(noAlternatives),
): Promise<Query> {
  if (text.trim() === '') return emptyQuery;
  const syntax = parseQuery(text);
  const runs = [...new Set(runsOf(syntax))];
  const [cut, alternatives] = await Promise.all([cutQuery(runs, analyzer), lookUp(runs)]);
  for (const counts of ['words', 'stop words'] as const) {
    const root = new Builder(cut, alternatives, counts).build(syntax);
    const query = root && toQuery(root, syntax);
    if (query !== null && query.needles.length > 0) return query;
  }
  return toQuery(new Builder(cut, alternatives, 'signs').build(syntax) ?? matchesNothing, syntax);
}
