import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Response } from 'supertest';
import { openApiDocument } from '../../server/openapi/document.js';
import type { PathItem } from '../../server/openapi/openapi-types.js';

/** Our document as plain JSON, the way it goes out. */
export const document: unknown = JSON.parse(JSON.stringify(openApiDocument()));

const paths: Readonly<Record<string, PathItem>> = openApiDocument().paths;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openapi', ...strictly(document) });

/** Every route and status of the document, such as `GET /api/search 400`. */
export function documented(): readonly string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      Object.keys(operation.responses)
        .filter((status) => status !== 'default')
        .map((status) => `${method.toUpperCase()} ${path} ${status}`),
    ),
  );
}

/**
 * Checks an answer against the document: its status is one of the route's, its type and its body are the status's.
 * A field the document does not name fails.
 * @param route such as `GET /api/search`
 */
export function checkAnswer(route: string, answer: Response): void {
  const [method = '', path = ''] = route.split(' ');
  const pointer = `/paths/${escaped(path)}/${method.toLowerCase()}/responses`;
  // What any request may be answered stands under `default`, and is a problem.
  const others = [401, 403, 429].includes(answer.status) ? resolved(`${pointer}/default`) : undefined;
  const response = resolved(`${pointer}/${answer.status}`) ?? others;
  assert.ok(response !== undefined, `${route} does not document ${answer.status}: ${answer.text}`);
  const [type] = Object.keys(response.node['content'] ?? {});
  if (type === undefined) return assert.equal(answer.text, '');
  assert.equal(answer.type, type);
  if (!type.endsWith('json')) return;
  const validate = ajv.compile({ $ref: `openapi#${response.pointer}/content/${escaped(type)}/schema` });
  const body: unknown = JSON.parse(answer.text);
  assert.ok(validate(body), `${route} ${answer.status}: ${ajv.errorsText(validate.errors)}\n${answer.text}`);
}

type Node = Readonly<Record<string, object | undefined>>;

/** A place in the document, references followed. */
function resolved(pointer: string): { readonly node: Node; readonly pointer: string } | undefined {
  const keys = pointer.split('/').slice(1).map(unescaped);
  const node = keys.reduce<unknown>((at, key) => (isNode(at) ? at[key] : undefined), document);
  if (!isNode(node)) return undefined;
  const { $ref } = node;
  return typeof $ref === 'string' ? resolved(String($ref).slice(1)) : { node, pointer: encodeURI(pointer) };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');

/** The same schemas, but no object may have fields that are not named. */
function strictly(node: unknown): object {
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (!isNode(value)) return value;
    const entries = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
    const isClosed = value['type'] !== undefined && value['properties'] !== undefined;
    return isClosed ? { additionalProperties: false, ...entries } : entries;
  };
  return Object(copy(node));
}
