import { join } from 'node:path';
import { foldArticle } from '../../../indexer/article-text.js';
import { fold } from '../../../indexer/analyzer/fold.js';
import { analyzeQuery } from '../../../indexer/query/match-tree.js';
import { analyzer, request, type Engine } from '../../indexer/engine.js';
import { readNews, type Document } from './judged-set.js';
import { asArticle, openFilled } from './ours.js';
import { cutsToken, drawRun, isPhrase, isPlainRun, randomNumbers, sample } from './substring-runs.js';

/** The news files by name. */
export const newsFiles: readonly string[] = ['xwlb', 'it-news', 'taiwan'];

/** How many articles are indexed, how many runs of each kind are asked, and where chance begins. */
export interface SubstringOptions {
  readonly articles: number;
  readonly runs: number;
  readonly seed: number;
}

/** Milliseconds of whole answers. */
export interface Times {
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
}

/** What came back for runs asked in one way, all of them together. */
export interface Found {
  readonly runs: number;
  /** Articles that hold their run, by brute force. */
  readonly expected: number;
  /** Of the articles found, the share that holds the run; `null` where those with its words are right, too. */
  readonly precision: number | null;
  /** Of the articles that hold the run, the share that was found. */
  readonly recall: number;
  /** Runs after which an article without the run stands among the first ten, before one that holds it. */
  readonly misranked: number;
  readonly times: Times;
  /** Some runs for which not all was right. */
  readonly wrong: readonly string[];
}

/** What the evaluation of runs says. */
export interface SubstringFigures {
  readonly set: 'substrings';
  readonly articles: number;
  readonly quoted: Found;
  readonly unquoted: Found;
  /** Single words of titles, in the same process. */
  readonly words: Times;
  /** Bytes an article, by structure. */
  readonly bytes: Readonly<Record<string, number>>;
}

/** How runs are asked. */
interface Way {
  /** Whether only articles that hold the run are right. */
  readonly isExact: boolean;
  readonly say: (run: string) => string;
  readonly holds: (text: string, run: string) => boolean;
}

function standsWhole(text: string, run: string): boolean {
  for (let at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + 1)) {
    if (!cutsToken(text, at, at + run.length)) return true;
  }
  return false;
}

const quoted: Way = { isExact: true, say: (run) => `"${run}"`, holds: (text, run) => text.includes(run) };
/** What matches unquoted are words, tokens as a whole: an article in which an edge of the run cuts one does not count. */
const unquoted: Way = { isExact: false, say: (run) => run, holds: standsWhole };

/** Reads all news and draws the articles. */
export function drawArticles(data: string, { articles, seed }: SubstringOptions): Document[] {
  const all = newsFiles.flatMap((name) => readNews(join(data, `news/${name}.ndjson.gz`)));
  return sample(all, articles, randomNumbers(seed));
}

function drawRuns(
  texts: ReadonlyMap<string, string>,
  { runs, seed }: SubstringOptions,
  isWanted: (run: string, text: string, start: number, end: number) => boolean,
): string[] {
  const random = randomNumbers(seed);
  const all = [...texts.values()];
  const drawn: string[] = [];
  for (let tries = 0; drawn.length < runs && tries < runs * 10; tries++) {
    const text = all[Math.floor(random() * all.length)] ?? '';
    const run = drawRun(text, random, (candidate, start, end) => isWanted(candidate, text, start, end));
    if (run !== null) drawn.push(run);
  }
  return drawn;
}

/** A word of each of so many titles. */
async function drawWords(documents: readonly Document[], { runs, seed }: SubstringOptions): Promise<string[]> {
  const random = randomNumbers(seed + 1);
  const words: string[] = [];
  for (let tries = 0; words.length < runs && tries < runs * 10; tries++) {
    const title = documents[Math.floor(random() * documents.length)]?.title ?? '';
    const [cut = []] = await analyzer.words([fold(title).text]);
    const kept = cut.filter((one) => !analyzer.isStopWord(one) && isPlainRun(one));
    const word = kept[Math.floor(random() * kept.length)];
    if (word !== undefined) words.push(word);
  }
  return words;
}

function summary(milliseconds: readonly number[]): Times {
  const rising = [...milliseconds].sort((a, b) => a - b);
  const at = (share: number): number => rising[Math.min(rising.length - 1, Math.floor(rising.length * share))] ?? 0;
  return { mean: rising.reduce((sum, one) => sum + one, 0) / Math.max(1, rising.length), p50: at(0.5), p99: at(0.99) };
}

/** Milliseconds that each query takes, answer and all. Asked by turns with other kinds, so that noise falls on all alike. */
async function timeByTurns(engine: Engine, kinds: readonly (readonly string[])[]): Promise<Times[]> {
  const spent: number[][] = kinds.map(() => []);
  for (let i = 0; i < Math.max(...kinds.map(({ length }) => length)); i++) {
    for (const [kind, queries] of kinds.entries()) {
      const query = queries[i];
      if (query === undefined) continue;
      const started = performance.now();
      await engine.search.search(request(query));
      spent[kind]?.push(performance.now() - started);
    }
  }
  return spent.map(summary);
}

/** The ids of everything that matches, best first. */
async function askAll(engine: Engine, text: string, match: 'all' | 'auto', articles: number): Promise<string[]> {
  const query = await analyzeQuery(text, analyzer);
  const asked = { ...request(text, { match, size: articles, collapse: false }), text, query, offset: 0, recency: 0.1 };
  return (await engine.index.search(asked)).hits.map(({ id }) => id);
}

async function check(engine: Engine, texts: ReadonlyMap<string, string>, runs: readonly string[], way: Way) {
  const sums = { expected: 0, found: 0, right: 0, misranked: 0 };
  const wrong: string[] = [];
  for (const run of runs) {
    const holding = new Set<string>();
    for (const [id, text] of texts) if (way.holds(text, run)) holding.add(id);
    for (const match of ['all', 'auto'] as const) {
      const found = await askAll(engine, way.say(run), match, texts.size);
      const right = found.filter((id) => holding.has(id)).length;
      const misranked = found.slice(0, Math.min(10, holding.size)).some((id) => !holding.has(id));
      sums.expected += holding.size;
      sums.found += found.length;
      sums.right += right;
      sums.misranked += misranked ? 1 : 0;
      const isMore = way.isExact && found.length > right;
      if (right < holding.size || isMore || misranked) wrong.push(`${match}: ${way.say(run)}`);
    }
  }
  return {
    runs: runs.length,
    expected: sums.expected / 2,
    precision: way.isExact ? sums.right / Math.max(1, sums.found) : null,
    recall: sums.right / Math.max(1, sums.expected),
    misranked: sums.misranked,
    wrong: wrong.slice(0, 20),
  };
}

/**
 * Looks for runs of 2 to 8 characters that were drawn from the folded articles and are aligned to no words, in quotes
 * and without, and compares with brute force over all texts.
 */
export async function evaluateSubstrings(
  documents: readonly Document[],
  options: SubstringOptions,
): Promise<SubstringFigures> {
  const texts = new Map(documents.map((document) => [document.id, foldArticle(asArticle(document)).text]));
  const engine = await openFilled(documents);
  const phrases = drawRuns(texts, options, isPhrase);
  const plain = drawRuns(texts, options, (run, text, start, end) => isPlainRun(run) && !cutsToken(text, start, end));
  const words = await drawWords(documents, options);
  const kinds = [phrases.map(quoted.say), plain.map(unquoted.say), words];
  // Once to warm up: what is compiled first would pay for all.
  await timeByTurns(
    engine,
    kinds.map((queries) => queries.slice(0, 200)),
  );
  const [quotedTimes, unquotedTimes, wordTimes] = await timeByTurns(engine, kinds);
  const none = summary([]);
  const figures: SubstringFigures = {
    set: 'substrings',
    articles: texts.size,
    quoted: { ...(await check(engine, texts, phrases, quoted)), times: quotedTimes ?? none },
    unquoted: { ...(await check(engine, texts, plain, unquoted)), times: unquotedTimes ?? none },
    words: wordTimes ?? none,
    bytes: bytesAnArticle(engine),
  };
  await engine.index.close();
  return figures;
}

/** What finds runs, by name. */
function bytesAnArticle({ index }: Engine): Record<string, number> {
  const { articles, bytes } = index.stats();
  const { texts, signatures, characterSets, crossingWords, pairFrequencies } = bytes;
  const parts = { texts, signatures, characterSets, crossingWords, pairFrequencies };
  return Object.fromEntries(Object.entries(parts).map(([name, count]) => [name, count / Math.max(1, articles)]));
}
