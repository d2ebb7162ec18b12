import assert from 'node:assert/strict';
import {
  allWords,
  LiveDictionary,
  readDictionary,
  WordFile,
  type Analyzer,
  type SearchAnswer,
  type SearchRequest,
} from '../../indexer/index.js';
import { openEngine, request, snapshotPath, type Engine } from '../indexer/engine.js';
import { say } from '../indexer/naive-search.js';
import { loadNaiveWords, naiveWords } from '../indexer/naive-words.js';
import { taught, type Question, type Step } from './invented-steps.js';
import { findSpelled, passes, Scan } from './scan.js';

function countBy(names: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) if (name !== null) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function scores({ hits }: SearchAnswer): Record<string, number> {
  return Object.fromEntries(hits.map(({ id, score }) => [id, score]));
}

/** Those of the words that are taught that are terms of an article. */
async function heldWords({ index }: Engine): Promise<string[]> {
  const held = [];
  for (const word of taught) {
    const completions = await index.complete(word.slice(0, -1), 100);
    if (completions.some((one) => one.kind === 'word' && one.text === word)) held.push(word);
  }
  return held;
}

/** An engine and a linear scan to which the same things happen. */
export class Trial {
  readonly #analyzer: Analyzer;
  readonly #words: WordFile = new WordFile(snapshotPath());
  readonly #scan = new Scan();
  readonly #asked: SearchRequest[] = [];
  #engine: Engine;

  private constructor(analyzer: Analyzer, engine: Engine) {
    this.#analyzer = analyzer;
    this.#engine = engine;
  }

  /** @param analyzer not closed by the trial */
  static async begin(analyzer: Analyzer): Promise<Trial> {
    return new Trial(analyzer, await openEngine(undefined, undefined, analyzer));
  }

  /** Has a step happen to both; a question's answers have to be the same. */
  async perform(step: Step): Promise<void> {
    switch (step.do) {
      case 'write':
        await this.#engine.ingest.write(step.articles);
        for (const written of step.articles) this.#scan.articles.set(written.id, written);
        return;
      case 'remove':
        await this.#engine.ingest.remove([step.id]);
        this.#scan.articles.delete(step.id);
        return;
      case 'compact':
        return this.#engine.index.compact();
      case 'ask':
        return this.#ask(step);
      case 'reopen':
        await this.#engine.index.saveSnapshot();
        return this.#open(this.#engine.snapshotFile);
      case 'rebuild':
        return this.#open();
      default:
        return this.#change(step);
    }
  }

  /** Ends it; an engine that is made anew of the same articles has to give the same scores to all that was asked. */
  async end(): Promise<void> {
    const before = await this.#compactedAnswers();
    await this.#open();
    assert.deepEqual(await this.#compactedAnswers(), before);
    await this.#engine.index.close();
  }

  /** Scores go by the mean length of the articles as of the last compaction. */
  async #compactedAnswers(): Promise<unknown[]> {
    await this.#engine.index.compact();
    const answers = [];
    for (const asked of this.#asked) answers.push(scores(await this.#engine.search.search(asked)));
    return answers;
  }

  async #open(snapshotFile?: string): Promise<void> {
    await this.#engine.index.close();
    this.#engine = await openEngine(this.#engine.store, snapshotFile, this.#analyzer);
  }

  async #change(step: Step & { do: 'teach' | 'forget' }): Promise<void> {
    const words = await readDictionary({ own: this.#words, operators: null });
    const engine = { analyzer: this.#analyzer, index: this.#engine.index };
    const dictionary = new LiveDictionary({ file: this.#words, words, engine });
    await (step.do === 'teach' ? dictionary.add(step.words, 'test') : dictionary.remove([step.word]));
    loadNaiveWords(allWords(await readDictionary({ own: this.#words, operators: null })).forJieba());
    const cut = await this.#analyzer.words(taught);
    assert.deepEqual(
      cut,
      taught.map((word) => [...new Set(naiveWords(word))]),
    );
    await this.#checkTerms();
  }

  /** An index that was made with the dictionary as it is now has to hold the same of its words. */
  async #checkTerms(): Promise<void> {
    const made = await openEngine(this.#engine.store, undefined, this.#analyzer);
    assert.deepEqual(await heldWords(this.#engine), await heldWords(made));
    await made.index.close();
  }

  async #ask(question: Question): Promise<void> {
    const { filters: wanted, match, sort, collapse } = question;
    const q = say(question.wish);
    const asked = request(q, { match, sort, collapse, filters: wanted, size: 100, facets: ['section', 'month'] });
    this.#asked.push(asked);
    const answer = await this.#engine.search.search(asked);
    const spelled = await findSpelled(this.#engine, this.#scan, question.wish);
    const find = (except?: string): string[] =>
      this.#scan.find(question.wish, spelled, match, (candidate) => passes(candidate, wanted, except));
    const expected = find();
    const found = answer.hits.map(({ id, duplicates }) => [id, ...duplicates.ids].sort());
    assert.deepEqual(found.flat().sort(), expected, q);
    assert.equal(answer.total, expected.length);
    assert.equal(answer.stories, answer.hits.length);
    const stories = collapse ? this.#scan.stories(expected) : expected.map((id) => [id]);
    assert.deepEqual(new Set(found.map(String)), new Set(stories.map(String)), q);
    // Where auto relaxes, facets count what the relaxed query finds.
    if (match !== 'auto') this.#checkFacets(answer, expected, find('section'));
  }

  #checkFacets({ facets }: SearchAnswer, found: readonly string[], inAnySection: readonly string[]): void {
    const { articles } = this.#scan;
    const counted = (name: 'section' | 'month'): Record<string, number> =>
      Object.fromEntries((facets[name] ?? []).map(({ value, count }) => [value, count]));
    assert.deepEqual(counted('section'), countBy(inAnySection.map((id) => articles.get(id)?.section ?? null)));
    assert.deepEqual(counted('month'), countBy(found.map((id) => articles.get(id)?.publishedAt?.slice(0, 7) ?? null)));
  }
}
