import * as z from 'zod/mini';
import { catalogue, type EventName, eventNames, typeOf } from './catalogue.ts';
import { filesWithMain, namesOneDocument } from './common.ts';
import { envelope } from './envelope.ts';

type JsonSchema = Record<string, unknown>;

const hasCheck = (schema: z.core.$ZodType, check: unknown): boolean =>
  (schema._zod.def as { checks?: readonly unknown[] }).checks?.includes(check) ?? false;

/** Rules that zod keeps as code, said again in the words of JSON Schema. */
const sayRefinements = (zodSchema: z.core.$ZodType, jsonSchema: JsonSchema): void => {
  if (hasCheck(zodSchema, namesOneDocument))
    jsonSchema['oneOf'] = [{ required: ['documentId'] }, { required: ['officeId'] }];
  if (zodSchema === filesWithMain)
    Object.assign(jsonSchema, {
      contains: { properties: { role: { const: 'main' } }, required: ['role'] },
      minContains: 1,
      maxContains: 1,
    });
};

const toJsonSchema = (schema: z.core.$ZodType): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    // What a sender writes: fields with a default may be left out.
    io: 'input',
    override: (context) => sayRefinements(context.zodSchema, context.jsonSchema as JsonSchema),
  });
  return rest;
};

/** JSON Schema (2020-12) of the whole CloudEvent of one name, as a sender writes it. */
export const eventSchema = (name: EventName): JsonSchema => {
  const outer = toJsonSchema(envelope);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:vanthu:event:${typeOf(name)}`,
    title: typeOf(name),
    ...outer,
    properties: {
      ...(outer['properties'] as JsonSchema),
      type: { const: typeOf(name) },
      data: toJsonSchema(catalogue[name]),
    },
    required: [...new Set([...(outer['required'] as string[]), 'data'])],
  };
};

/** Every schema under its file name in docs/events. */
export const eventSchemaFiles = (): ReadonlyMap<string, string> =>
  new Map(
    eventNames.map((name) => [
      `${name}.v1.schema.json`,
      `${JSON.stringify(eventSchema(name), null, 2)}\n`,
    ]),
  );
