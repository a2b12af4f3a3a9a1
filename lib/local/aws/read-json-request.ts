import type { IncomingMessage } from 'node:http';
import type { WireCodec } from './codec.ts';
import type { SchemaOperation } from './schema-operations.ts';
import { AwsServiceError } from './service.ts';

/** A request that has become an operation and its input. */
export interface ParsedCall {
  readonly operation: SchemaOperation;
  readonly input: Record<string, unknown>;
}

/** The operation's name in the header `X-Amz-Target: <service>.<Operation>`. */
export function readTarget(request: IncomingMessage): string {
  return String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
}

/** AWS JSON 1.0 and 1.1: the operation by header, the input in the body. */
export async function readJsonRequest(
  codec: WireCodec,
  operations: ReadonlyMap<string, SchemaOperation>,
  request: IncomingMessage,
  body: Buffer,
): Promise<ParsedCall> {
  const operation = operations.get(readTarget(request));
  if (!operation) {
    throw new AwsServiceError(
      'UnknownOperationException',
      `No operation is named by the target ${request.headers['x-amz-target'] ?? '(none)'}`,
    );
  }
  if (body.length === 0 || operation.input.isUnitSchema()) return { operation, input: {} };
  try {
    return { operation, input: await codec.readBody(operation.input, body) };
  } catch (cause) {
    if (cause instanceof AwsServiceError) throw cause;
    throw new AwsServiceError('SerializationException', `The body cannot be read: ${cause}`);
  }
}
