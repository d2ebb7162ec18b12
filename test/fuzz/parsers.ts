import assert from 'node:assert/strict';
import {
  CorpusError,
  decodePage,
  parseArticle,
  parsePublishedAt,
  readHtmlPage,
  readJsonLines,
  readListing,
} from '../../corpus/index.js';
import { readTextDump } from '../../corpus/page/text-dump.js';
import { fold } from '../../indexer/analyzer/fold.js';
import { IndexerError, parseUserWords, Synonyms } from '../../indexer/index.js';
import { parseQuery } from '../../indexer/query/parser.js';
import type { Engine } from '../indexer/engine.js';
import { request } from '../indexer/engine.js';
import { mutateBytes, mutateText, type Draw } from './mutate.js';

/** What the mutations start from. */
export interface Seeds {
  readonly queries: readonly string[];
  readonly texts: readonly string[];
  readonly pages: readonly string[];
  readonly lines: readonly string[];
  readonly listings: readonly string[];
}

/** Something that takes what strangers send. */
export interface Parser {
  readonly name: string;
  /** Makes an input. */
  readonly draw: (draw: Draw) => string | Uint8Array;
  /** Takes it. Throws where an error of ours comes that should not, or what comes out is not well-formed. */
  readonly take: (input: string | Uint8Array) => unknown;
}

const asText = (input: string | Uint8Array): string =>
  typeof input === 'string' ? input : Buffer.from(input).toString('utf8');
const asBytes = (input: string | Uint8Array): Uint8Array => (typeof input === 'string' ? Buffer.from(input) : input);

function one<T>(values: readonly T[], draw: Draw): T {
  const value = values[draw(values.length)];
  assert.ok(value !== undefined);
  return value;
}

/** Takes an error of the corpus or of the indexer for an answer. */
async function named(task: () => unknown): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof CorpusError) && !(error instanceof IndexerError)) throw error;
  }
}

function wellFormed(...texts: readonly (string | null)[]): void {
  for (const text of texts) assert.ok(text === null || text.isWellFormed(), 'half a character');
}

/** All parsers, with what is theirs to take. */
export function parsers(seeds: Seeds, engine: Engine): readonly Parser[] {
  const text = (from: readonly string[]) => (draw: Draw) => mutateText(one(from, draw), draw);
  const cursors = ['AAAAAAAAAAAAAAAA.0', 'x.99999999999999999999', '.', 'a.-1', '..', '__proto__.0'];
  return [
    { name: 'query', draw: text(seeds.queries), take: (input) => parseQuery(fold(asText(input)).text) },
    {
      name: 'search',
      draw: text(seeds.queries),
      take: async (input) => {
        const answer = await engine.search.search(request(asText(input), { facets: ['section', 'month'] }));
        assert.ok(answer.hits.length <= answer.total);
        for (const { highlights } of answer.hits) {
          const plain = [highlights.title, ...highlights.snippets].join('').replace(/<\/?mark>/g, '');
          assert.ok(!/[<>]/.test(plain), 'markup in a highlight');
        }
      },
    },
    {
      name: 'suggest',
      draw: text(seeds.queries),
      take: (input) => engine.search.suggest({ q: asText(input), size: 8 }),
    },
    {
      name: 'cursor',
      draw: text(cursors),
      take: (input) => named(() => engine.search.search(request('', { cursor: asText(input), collapse: false }))),
    },
    {
      name: 'fold',
      draw: text(seeds.texts),
      take: (input) => assert.equal(fold(fold(asText(input)).text).text, fold(asText(input)).text),
    },
    { name: 'text dump', draw: text(seeds.texts), take: (input) => wellFormed(readTextDump(asText(input)).title) },
    {
      name: 'html page',
      draw: text(seeds.pages),
      take: (input) => {
        const page = readHtmlPage(asText(input), { url: 'https://news.example/a/1.html' });
        wellFormed(page.title, page.body, page.source, page.author, page.section);
      },
    },
    {
      name: 'charset',
      draw: (draw) => mutateBytes(Buffer.from(one(seeds.pages, draw).slice(0, 3000)), draw),
      take: (input) => wellFormed(decodePage(asBytes(input)).text),
    },
    {
      name: 'listing',
      draw: text(seeds.listings),
      take: (input) =>
        named(() => {
          const options = { contentType: null, url: 'https://news.example/', linkPattern: /\d/ };
          for (const { url, title } of readListing(asBytes(input), options).entries) {
            assert.ok(/^https?:/.test(url));
            wellFormed(title);
          }
        }),
    },
    {
      name: 'json lines',
      draw: text(seeds.lines),
      take: async (input) => {
        for await (const reading of readJsonLines(onceOf(asBytes(input)), { file: 'fuzz' })) {
          if (reading.kind === 'article') wellFormed(reading.article.id, reading.article.title, reading.article.body);
        }
      },
    },
    { name: 'article', draw: text(seeds.lines), take: (input) => named(() => parseArticle(parsed(asText(input)))) },
    {
      name: 'date',
      draw: text(['2026年11月3日 下午3:05', 'Tue, 03 Nov 2026 15:05:00 GMT', '1793689500000']),
      take: (input) => parsePublishedAt(asText(input)),
    },
    {
      name: 'synonyms',
      draw: text(['北约, 北大西洋公约组织', '世卫 => 世界卫生组织']),
      take: (input) => named(() => Synonyms.parse(asText(input), 'fuzz')),
    },
    {
      name: 'user words',
      draw: text(['揽月大桥 2000 ns', '北约 nt']),
      take: (input) => named(() => parseUserWords(asText(input), 'fuzz')),
    },
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function* onceOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
