import { CorpusError } from '../errors.js';
import { ARTICLE_FIELDS, type ArticleField, type FieldMap } from './reading.js';

/**
 * Reads a field map such as `body=content,publishedAt=meta.ctime`: article field, `=`, its name in the source.
 * @throws CorpusError with code `invalid_map` where a part is no pair, a name is empty, or the article field is unknown
 *   or named twice
 */
export function parseFieldMap(text: string): FieldMap {
  const map = new Map<ArticleField, string>();
  for (const pair of text.split(',')) {
    const [field, name] = parsePair(pair);
    if (map.has(field)) throw new CorpusError('invalid_map', `${field}: named twice`);
    map.set(field, name);
  }
  return map;
}

/**
 * The object with its fields named as an article's. A mapped field is read from its source name only (`null` where that
 * is missing), the others from their own; everything else is left out.
 * @param map article fields to source names; the name as a whole is tried first, then as a path at its dots
 * @param input anything; what is not an object is given back as it is
 */
export function applyFieldMap(map: FieldMap, input: unknown): unknown {
  if (!isRecord(input)) return input;
  const fields = ARTICLE_FIELDS.map((field) => {
    const name = map.get(field);
    return [field, name === undefined ? own(input, field) : valueAt(input, name)];
  });
  return Object.fromEntries(fields);
}

function parsePair(pair: string): [ArticleField, string] {
  const at = pair.indexOf('=');
  if (at < 0) throw new CorpusError('invalid_map', `"${pair.trim()}": not of the form field=name`);
  const field = pair.slice(0, at).trim();
  const name = pair.slice(at + 1).trim();
  if (!isArticleField(field)) {
    throw new CorpusError('invalid_map', `"${field}": not a field of an article (${ARTICLE_FIELDS.join(', ')})`);
  }
  if (name === '' || name.split('.').includes('')) throw new CorpusError('invalid_map', `${field}: an empty name`);
  return [field, name];
}

function isArticleField(name: string): name is ArticleField {
  return ARTICLE_FIELDS.some((field) => field === name);
}

function valueAt(input: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(input, name)) return input[name] ?? null;
  let value: unknown = input;
  for (const key of name.split('.')) value = isRecord(value) ? own(value, key) : null;
  return value;
}

/** Own keys only: `constructor` and `__proto__` of every object are no data. */
function own(input: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(input, key) ? (input[key] ?? null) : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
