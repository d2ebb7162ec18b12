import type { Analyzer } from '../../analyzer/analyzer.js';
import type { ScoredArticle } from '../search-index.js';
import { Bitset } from './bitset.js';
import type { Documents } from './documents.js';
import type { Generation } from './generation.js';
import { slotImpacts } from '../ranking/impact.js';
import { keyTerms, matterOf, type KeyTerm } from '../ranking/key-terms.js';
import { isNearCopy, articleShingles } from '../near-copy.js';
import { comparator, firstInOrder } from './order.js';
import { documentOf, isCrossing, slotIn } from './posting-list.js';
import { closeness, leastShare, leastShared, mostCandidates } from '../ranking/relatedness.js';

/** A document, with the share of the score that the article asked about would have itself. */
interface Candidate {
  readonly document: number;
  readonly share: number;
}

/** Scores by document number. */
interface Scored {
  readonly scores: Float32Array;
  readonly scored: Bitset;
}

/**
 * Articles on the same story or subject as a live document, best first, at most `size`: those that score highest for
 * its key terms, a little higher the closer in time. Near copies of it, and of each other, are left out.
 */
export async function relatedTo(
  generation: Generation,
  analyzer: Analyzer,
  document: number,
  size: number,
): Promise<ScoredArticle[]> {
  const { documents } = generation;
  const seen = [articleShingles(documents.text(document))];
  const hits: ScoredArticle[] = [];
  for (const { document: candidate, share } of await candidates(generation, analyzer, document)) {
    if (hits.length === size) break;
    const shingles = articleShingles(documents.text(candidate));
    if (seen.some((other) => isNearCopy(other, shingles))) continue;
    seen.push(shingles);
    hits.push({ id: documents.id(candidate), score: share });
  }
  return hits;
}

/** The documents that have much in common with one, best first, copies included. */
async function candidates(generation: Generation, analyzer: Analyzer, document: number): Promise<Candidate[]> {
  const { documents, articleCounts, averageLength } = generation;
  const text = documents.text(document);
  const matter = await matterOf(text, analyzer);
  const count = (term: string): number => articleCounts.of(term);
  const { terms, ownScore } = keyTerms(text, matter, { count, articles: documents.liveCount, averageLength });
  const { scores, scored } = score(generation, terms);
  scored.delete(document);
  const best = firstInOrder(
    scored.members(new Uint32Array(scored.count())),
    mostCandidates,
    comparator(documents, 'relevance', scores),
    scores,
  );
  return best
    .map((other) => ({ document: other, share: (scores[other] ?? 0) / ownScore }))
    .filter(({ share }) => share >= leastShare)
    .map(({ document: other, share }) => ({
      document: other,
      share: share * closeness(daysBetween(documents, document, other)),
    }))
    .sort((a, b) => b.share - a.share);
}

/** The sum of weight × impact of the terms that each document has, and the live ones that have several. */
function score({ documents, postings }: Generation, terms: readonly KeyTerm[]): Scored {
  const scores = new Float32Array(documents.size);
  const shared = new Uint8Array(documents.size);
  const scored = new Bitset();
  for (const { text, weight } of terms) {
    for (const posting of postings.of(text)) {
      if (isCrossing(posting)) continue;
      const document = documentOf(posting);
      scores[document] = (scores[document] ?? 0) + weight * (slotImpacts[slotIn(posting)] ?? 0);
      shared[document] = (shared[document] ?? 0) + 1;
      if (shared[document] === leastShared) scored.add(document);
    }
  }
  return { scores, scored: scored.and(documents.live) };
}

function daysBetween({ columns }: Documents, a: number, b: number): number {
  return (columns.days[a] ?? Number.NaN) - (columns.days[b] ?? Number.NaN);
}
