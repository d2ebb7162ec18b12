import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Express } from 'express';
import request from 'supertest';
import type { Response } from 'supertest';
import { openApiDocument } from '../../server/openapi/document.js';
import { articleExample } from '../../server/openapi/examples.js';
import type { Operation, Parameter } from '../../server/openapi/openapi-types.js';
import { fromSchema } from './from-schema.js';
import { appUnderTest, news, withKey } from './http-app.js';
import { checkAnswer } from './http-contract-check.js';

type Method = 'get' | 'post' | 'put' | 'delete';
interface Sent {
  readonly path: string;
  readonly type: string | null;
  readonly body: string;
}

const runs = 60;

/** As a form or a path would have it; what cannot be written in an address is left out. */
const written = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(text.toWellFormed());
};

function pathOf(template: string, parameters: readonly Parameter[], values: readonly unknown[]): string {
  const named = parameters.map((one, index) => ({ ...one, value: values[index] }));
  const path = named
    .filter((one) => one.in === 'path')
    // An empty part would be another path.
    .reduce((at, { name, value }) => at.replace(`{${name}}`, written(value) || 'x'), template);
  const query = named
    .filter((one) => one.in === 'query' && one.value !== undefined)
    .flatMap(({ name, value, explode }) => {
      const each = (Array.isArray(value) ? value : [value]).map(written);
      return explode === false ? `${name}=${each.join(',')}` : each.map((one) => `${name}=${one}`);
    });
  return query.length === 0 ? path : `${path}?${query.join('&')}`;
}

/** A body of one of the types that an operation takes; lines for a stream, and at times what is no JSON. */
function bodyOf({ requestBody }: Operation): fc.Arbitrary<Pick<Sent, 'type' | 'body'>> {
  const types = Object.entries(requestBody?.content ?? {});
  if (types.length === 0) return fc.constant({ type: null, body: '' });
  const kinds = types.map(([type, { schema }]) => {
    const json = fromSchema(schema).map((value) => JSON.stringify(value) ?? '');
    const article = fromSchema({ $ref: '#/components/schemas/ArticleInput' }).map((value) => JSON.stringify(value));
    const lines = fc.array(fc.oneof(article, fc.string()), { maxLength: 6 }).map((each) => each.join('\n'));
    const usual = type === 'application/x-ndjson' ? lines : json;
    return fc.oneof({ weight: 8, arbitrary: usual }, fc.string({ unit: 'binary' })).map((body) => ({ type, body }));
  });
  return fc.oneof(...kinds);
}

/** Left out twice in three times. */
const sometimes = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 1, arbitrary }, { weight: 2, arbitrary: fc.constant(undefined) });

function sending(template: string, operation: Operation): fc.Arbitrary<Sent> {
  const parameters = operation.parameters ?? [];
  const values = fc.tuple(
    ...parameters.map((one) => (one.required ? fromSchema(one.schema) : sometimes(fromSchema(one.schema)))),
  );
  return fc
    .tuple(values, bodyOf(operation))
    .map(([given, body]) => ({ path: pathOf(template, parameters, given), ...body }));
}

async function send(app: Express, method: Method, { path, type, body }: Sent): Promise<Response> {
  const asked = request(app)[method](path).set(withKey);
  return type === null ? asked : asked.set('Content-Type', type).send(body);
}

describe('requests made of the OpenAPI document', function () {
  this.timeout(120_000);
  let app: Express;
  before(async () => {
    ({ app } = await appUnderTest([...news, articleExample]));
  });

  for (const [template, item] of Object.entries(openApiDocument().paths)) {
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      const operation = item[method];
      if (operation === undefined) continue;
      it(`are answered as it says: ${method.toUpperCase()} ${template}`, async () => {
        const isAnswered = async (sent: Sent): Promise<void> => {
          const answer = await send(app, method, sent);
          assert.ok(answer.status < 500, `${answer.status} ${answer.text}`);
          checkAnswer(`${method.toUpperCase()} ${template}`, answer);
        };
        await fc.assert(fc.asyncProperty(sending(template, operation), isAnswered), { numRuns: runs });
      });
    }
  }
});
