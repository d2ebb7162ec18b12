import { readFileSync } from 'node:fs';
import express from 'express';
import { z } from 'zod';

/** The process that `BareServer` starts. Arguments: a port, and a file with the answers by path, as JSON. */
const [port, file] = z.tuple([z.string(), z.string()]).parse(process.argv.slice(2));
const bodies = new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')))));

const app = express();
app.get('/api/search', (request, response) => {
  response.type('json').send(bodies.get(request.url));
});
app.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
