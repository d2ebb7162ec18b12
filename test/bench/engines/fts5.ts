import Database from 'better-sqlite3';
import type { BenchQuery, Kind } from '../workload.js';
import { pageSize, suggestionCount, type BenchAnswer, type OpenContestant } from './contestant.js';
import { cutArticles } from './cut-articles.js';

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;

function matchOf(kind: Kind, { terms }: BenchQuery): string {
  if (kind === 'titles') return terms.map(quoted).join(' OR ');
  return kind === 'phrases' ? quoted(terms.join(' ')) : terms.map(quoted).join(' ');
}

/** SQLite FTS5 with its BM25 over jieba's words, in memory, all of it in the cache. */
export const openFts5: OpenContestant = async ({ cutFile }) => {
  const database = new Database(':memory:');
  database.pragma('cache_size = -2000000');
  database.exec(`CREATE VIRTUAL TABLE articles USING fts5(title, body, content='')`);
  const insert = database.prepare('INSERT INTO articles (title, body) VALUES (?, ?)');
  database.exec('BEGIN');
  for await (const { title, body } of cutArticles(cutFile)) insert.run(title, body);
  database.exec('COMMIT');
  database.exec(`INSERT INTO articles (articles) VALUES ('optimize')`);
  database.exec(`CREATE VIRTUAL TABLE words USING fts5vocab(articles, row)`);
  const best = database.prepare('SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?').pluck();
  const count = database.prepare<[string], number>('SELECT count(*) FROM articles WHERE articles MATCH ?').pluck();
  const beginning = database
    .prepare<[string, string, number]>('SELECT term FROM words WHERE term >= ? AND term < ? ORDER BY doc DESC LIMIT ?')
    .pluck();
  const ask = (kind: Kind, query: BenchQuery): BenchAnswer => {
    if (kind === 'suggestions')
      return { total: beginning.all(query.text, `${query.text}\u{10ffff}`, suggestionCount).length };
    const match = matchOf(kind, query);
    best.all(match, pageSize);
    return { total: count.get(match) ?? 0 };
  };
  const kinds = ['words', 'titles', 'frequent', 'phrases', 'suggestions'] as const;
  return {
    ways: [{ name: 'SQLite FTS5, BM25', kinds, prepare: (kind, query) => () => ask(kind, query) }],
    close: () => void database.close(),
  };
};
