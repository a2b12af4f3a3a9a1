import type { NormalizedSchema } from '@smithy/core/schema';
import type { WireCodec } from './codec.ts';
import type { ParsedCall } from './read-json-request.ts';
import type { SchemaOperation } from './schema-operations.ts';
import { AwsServiceError } from './service.ts';

interface FormReader {
  readonly form: URLSearchParams;
  readonly codec: WireCodec;
}

function join(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}

function readStruct(reader: FormReader, schema: NormalizedSchema, prefix: string): unknown {
  const struct: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const value = readValue(reader, member, join(prefix, member.getMergedTraits().xmlName ?? name));
    if (value !== undefined) struct[name] = value;
  }
  return prefix === '' || Object.keys(struct).length > 0 ? struct : undefined;
}

function readList(reader: FormReader, schema: NormalizedSchema, prefix: string): unknown {
  const item = schema.getValueSchema();
  const flattened = Boolean(schema.getMergedTraits().xmlFlattened);
  const base = flattened ? prefix : join(prefix, item.getMergedTraits().xmlName ?? 'member');
  const list: unknown[] = [];
  for (;;) {
    const value = readValue(reader, item, `${base}.${list.length + 1}`);
    if (value === undefined) break;
    list.push(value);
  }
  if (list.length > 0) return list;
  return reader.form.get(prefix) === '' ? [] : undefined;
}

function readMap(reader: FormReader, schema: NormalizedSchema, prefix: string): unknown {
  const base = schema.getMergedTraits().xmlFlattened ? prefix : join(prefix, 'entry');
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const item = schema.getValueSchema();
  const valueName = item.getMergedTraits().xmlName ?? 'value';
  const map: Record<string, unknown> = {};
  for (let index = 1; ; index += 1) {
    const key = reader.form.get(`${base}.${index}.${keyName}`);
    if (key === null) break;
    map[key] = readValue(reader, item, `${base}.${index}.${valueName}`);
  }
  return Object.keys(map).length > 0 ? map : undefined;
}

function readValue(reader: FormReader, schema: NormalizedSchema, prefix: string): unknown {
  if (schema.isStructSchema()) return readStruct(reader, schema, prefix);
  if (schema.isListSchema()) return readList(reader, schema, prefix);
  if (schema.isMapSchema()) return readMap(reader, schema, prefix);
  const text = reader.form.get(prefix);
  return text === null ? undefined : reader.codec.readText(schema, text);
}

/** AWS Query: a form with `Action` and members such as `MessageAttributes.entry.1.Name`. */
export function readQueryRequest(
  codec: WireCodec,
  operations: ReadonlyMap<string, SchemaOperation>,
  body: Buffer,
): ParsedCall {
  const form = new URLSearchParams(body.toString('utf8'));
  const action = form.get('Action') ?? '';
  const operation = operations.get(action);
  if (!operation) {
    throw new AwsServiceError(
      'InvalidAction',
      `The action ${action} is not valid for this web service.`,
    );
  }
  if (operation.input.isUnitSchema()) return { operation, input: {} };
  const input = readStruct({ form, codec }, operation.input, '') as Record<string, unknown>;
  return { operation, input };
}
