import fc from 'fast-check';
import { document } from './http-contract-check.js';

/** Texts at which parsers stumble. */
const awkward = [
  '',
  ' ',
  '大桥',
  '"',
  'a b OR -c',
  '\u0000',
  '\ud800',
  '<b>',
  '__proto__',
  '1e999',
  '９',
  '𠮷',
  '../..',
];
const text = fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'binary', maxLength: 40 }));

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const numberOr = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

function referred(pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce<unknown>((at, key) => (isNode(at) ? at[key] : undefined), document);
}

/**
 * Values of a JSON schema of our document (of the keywords that it uses), and at times others: one past a bound, of
 * another type, with fields that nobody knows.
 */
export function fromSchema(schema: unknown): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 19, arbitrary: valid(schema) }, { weight: 1, arbitrary: fc.oneof(text, fc.jsonValue()) });
}

function valid(schema: unknown): fc.Arbitrary<unknown> {
  if (!isNode(schema)) return fc.jsonValue();
  if (typeof schema['$ref'] === 'string') return valid(referred(schema['$ref']));
  const [choices, examples] = [listOf(schema['enum']), listOf(schema['examples'])];
  if (choices.length > 0) return fc.constantFrom(...choices);
  const others = byType(schema);
  if (examples.length === 0) return others;
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...examples) }, { weight: 1, arbitrary: others });
}

function byType(schema: Node): fc.Arbitrary<unknown> {
  const several = listOf(schema['anyOf']);
  if (several.length > 0) return fc.oneof(...several.map(fromSchema));
  return fc.oneof(...[schema['type']].flat().map((type) => ofType(type, schema)));
}

function ofType(type: unknown, schema: Node): fc.Arbitrary<unknown> {
  if (type === 'string') return text;
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'array') return fc.array(fromSchema(schema['items']), { maxLength: 4 });
  if (type === 'object') return ofFields(schema);
  const [least, most] = [numberOr(schema['minimum'], -10), numberOr(schema['maximum'], 1e15)];
  const whole = fc.integer({ min: least, max: most });
  if (type !== 'integer') return fc.double();
  return fc.oneof(
    { weight: 19, arbitrary: whole },
    { weight: 1, arbitrary: fc.constantFrom(least - 1, most + 1, 0.5) },
  );
}

function ofFields(schema: Node): fc.Arbitrary<unknown> {
  const fields = isNode(schema['properties']) ? Object.entries(schema['properties']) : [];
  const required = listOf(schema['required']).map(String);
  const known: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(
    fields.map(([name, inner]) => [name, fromSchema(inner)]),
  );
  const all: Record<string, fc.Arbitrary<unknown>> = { unknown: fc.jsonValue(), ['__proto__']: text, ...known };
  return fc.record(all, { requiredKeys: required });
}
