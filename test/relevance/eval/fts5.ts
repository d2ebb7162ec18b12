import Database from 'better-sqlite3';
import type { Builder } from './contender.js';
import type { Document } from './judged-set.js';
import type { Cut } from './peer-terms.js';

/** Terms as FTS5 takes them: in quotation marks, so that nothing in them is syntax, any of them enough. */
function anyOf(terms: readonly string[]): string {
  return [...new Set(terms)].map((term) => `"${term.replaceAll('"', '')}"`).join(' OR ');
}

function fill(database: Database.Database, documents: readonly Document[], cut: Cut): void {
  const insert = database.prepare('INSERT INTO articles (rowid, title, body) VALUES (?, ?, ?)');
  database.transaction(() => {
    documents.forEach(({ title, body }, i) => insert.run(i + 1, cut(title).join(' '), cut(body).join(' ')));
  })();
}

/** SQLite FTS5 with its own BM25 (k1 1.2, b 0.75) over terms cut by `cut`, in memory. */
export function fts5(name: string, cut: Cut): Builder {
  return (documents) => {
    const database = new Database(':memory:');
    database.exec(`CREATE VIRTUAL TABLE articles USING fts5(title, body, content='')`);
    fill(database, documents, cut);
    const query = database
      .prepare<[string, number], number>('SELECT rowid FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?')
      .pluck();
    const search = (text: string, size: number): string[] => {
      const terms = cut(text);
      return terms.length === 0 ? [] : query.all(anyOf(terms), size).map((row) => documents[row - 1]?.id ?? '');
    };
    return [{ name, search, close: () => void database.close() }];
  };
}
