import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readPath, samplePath } from '../../../corpus/index.js';
import { readNews, type Document } from '../../relevance/eval/judged-set.js';
import { timeChart } from '../charts/time-chart.js';
import { soak, type SoakFigures } from './soak.js';

interface Options {
  readonly minutes: string;
  readonly articles?: string;
  readonly count: string;
  readonly tolerance: string;
  readonly out?: string;
}

async function sample(): Promise<Document[]> {
  const documents: Document[] = [];
  for await (const reading of readPath(join(samplePath, 'news.ndjson'), {})) {
    if (reading.kind === 'article') {
      const { id, title, body, publishedAt } = reading.article;
      documents.push({ id, title, body, publishedAt: publishedAt ?? undefined });
    }
  }
  return documents;
}

function chart({ moments }: SoakFigures): string {
  const series = [
    { name: 'RSS, MB', values: moments.map(({ rss }) => rss / 1e6) },
    { name: 'heap, MB', values: moments.map(({ heap }) => heap / 1e6) },
  ];
  const title = 'Memory under searches, suggestions and writes';
  return timeChart({ title, minutes: moments.map(({ minutes }) => minutes), series });
}

const program = new Command('soak')
  .description('Memory over time under searches, suggestions and writes; fails where it grows or an answer is wrong')
  .option('--minutes <n>', 'how long', '60')
  .option('--articles <file>', 'gzipped NDJSON of articles; default: the sample')
  .option('--count <n>', 'how many articles, past those there are of recombined sentences', '20000')
  .option('--tolerance <share>', 'growth after warming up that is none; short runs are still warming up', '0.05')
  .option('--out <folder>', 'where figures and curve are written')
  .action(async ({ minutes, articles, count, tolerance, out }: Options) => {
    const documents = articles === undefined ? await sample() : readNews(articles);
    const say = (text: string): void => void process.stderr.write(`${text}\n`);
    const figures = await soak({ documents, articles: Number(count), minutes: Number(minutes), say });
    if (out !== undefined) {
      mkdirSync(out, { recursive: true });
      writeFileSync(join(out, 'soak.json'), `${JSON.stringify(figures)}\n`);
      writeFileSync(join(out, 'soak.svg'), chart(figures));
    }
    const { asked, failed, growth } = figures;
    process.stdout.write(`${JSON.stringify({ asked, failed, growth })}\n`);
    if (Object.keys(failed).length > 0 || growth.rss > Number(tolerance)) process.exitCode = 1;
  });
await program.parseAsync();
