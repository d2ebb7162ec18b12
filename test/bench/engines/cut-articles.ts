import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const line = z.tuple([z.string(), z.string()]);

/** The titles and bodies of the articles in order, as terms with spaces between. */
export async function* cutArticles(file: string): AsyncGenerator<{ title: string; body: string }> {
  for await (const text of createInterface({ input: createReadStream(file) })) {
    const [title, body] = line.parse(JSON.parse(text));
    yield { title, body };
  }
}
