import { NormalizedSchema } from '@smithy/core/schema';

/** Method, URI template and status of a REST operation, as the SDK's model gives them. */
interface HttpBinding {
  readonly method: string;
  readonly uri: string;
  readonly status: number;
}

/** One operation of a service, read from the schemas that its SDK client exports. */
export interface SchemaOperation {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
  readonly http: HttpBinding | undefined;
}

const OPERATION_SCHEMA = 9;
const ERROR_SCHEMA = -3;

type SchemaReference = Parameters<typeof NormalizedSchema.of>[0];

function schemaOf(reference: unknown): NormalizedSchema {
  const resolved = typeof reference === 'function' ? reference() : reference;
  return NormalizedSchema.of(resolved as SchemaReference);
}

function bindingOf(traits: unknown): HttpBinding | undefined {
  const http = (traits as { http?: unknown } | null)?.http;
  if (!Array.isArray(http)) return undefined;
  const [method, uri, status] = http as [string, string, number | undefined];
  return { method, uri, status: status ?? 200 };
}

function staticSchemas(sdk: Readonly<Record<string, unknown>>, kind: number): unknown[][] {
  return Object.entries(sdk)
    .filter(([name, value]) => name.endsWith('$') && Array.isArray(value) && value[0] === kind)
    .map(([, value]) => value as unknown[]);
}

/** Every operation the SDK client knows, by name: emulated or not. */
export function loadOperations(
  sdk: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, SchemaOperation> {
  const operations = new Map<string, SchemaOperation>();
  for (const [, , name, traits, input, output] of staticSchemas(sdk, OPERATION_SCHEMA)) {
    operations.set(String(name), {
      name: String(name),
      input: schemaOf(input),
      output: schemaOf(output),
      http: bindingOf(traits),
    });
  }
  return operations;
}

/**
 * The codes of the older query protocol by exception name, for example
 * QueueDoesNotExist → AWS.SimpleQueueService.NonExistentQueue (trait awsQueryError).
 */
export function loadQueryErrorCodes(
  sdk: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const [, , name, traits] of staticSchemas(sdk, ERROR_SCHEMA)) {
    const queryError = (traits as { awsQueryError?: [string, number] } | null)?.awsQueryError;
    if (queryError) codes.set(String(name), queryError[0]);
  }
  return codes;
}

/** Members that a caller must give. The SDK's schemas list them first and count them. */
export function requiredMembers(schema: NormalizedSchema): readonly string[] {
  if (!schema.isStructSchema()) return [];
  const count = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  return [...schema.structIterator()].slice(0, count).map(([name]) => name);
}
