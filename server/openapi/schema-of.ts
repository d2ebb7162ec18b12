import { z } from 'zod';
import type { Parameter, Schema } from './openapi-types.js';

/**
 * The JSON schema of a zod schema, for the document.
 * @param io `output` for what a parser makes of parameters; `input` for everything that goes over the wire
 */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output' = 'input'): Schema {
  const {
    $schema: _,
    '~standard': _standard,
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // A date's pattern says in 200 characters what its format says in one word.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return rest;
}

/** The query parameters that a zod object reads. */
export function queryParameters(schema: z.ZodType): readonly Parameter[] {
  const properties = schemaOf(schema, 'output').properties ?? {};
  return Object.entries(properties).map(([name, property]) => {
    const { description = '', ...rest } = typeof property === 'object' ? property : {};
    const isCommaList = name === 'facets';
    const style = rest.type === 'array' ? ({ style: 'form', explode: !isCommaList } as const) : {};
    return { name, in: 'query', required: false, description, schema: rest, ...style };
  });
}
