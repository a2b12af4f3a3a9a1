import type { IncomingMessage } from 'node:http';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { WireCodec } from './codec.ts';
import type { ParsedCall } from './read-json-request.ts';
import {
  isBoundOutsideBody,
  type RestRoute,
  type RestTarget,
  routeRestRequest,
} from './route-rest-request.ts';
import type { SchemaOperation } from './schema-operations.ts';
import { AwsServiceError } from './service.ts';

export interface RestRequest {
  readonly request: IncomingMessage;
  readonly target: RestTarget;
  /** Read on demand: a streaming payload is left to the operation. */
  collectBody(): Promise<Buffer>;
}

function readQuery(codec: WireCodec, member: NormalizedSchema, target: RestTarget): unknown {
  const name = String(member.getMergedTraits().httpQuery);
  const value = target.query.get(name);
  if (value === null) return undefined;
  if (!member.isListSchema()) return codec.readText(member, value);
  return target.query.getAll(name).map((item) => codec.readText(member.getValueSchema(), item));
}

function readHeader(codec: WireCodec, member: NormalizedSchema, target: RestTarget): unknown {
  const value = target.headers[String(member.getMergedTraits().httpHeader).toLowerCase()];
  return value === undefined ? undefined : codec.readText(member, String(value));
}

function readPrefixHeaders(member: NormalizedSchema, target: RestTarget): unknown {
  const prefix = String(member.getMergedTraits().httpPrefixHeaders).toLowerCase();
  const found = Object.entries(target.headers)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), String(value)] as const);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function readBoundMember(codec: WireCodec, member: NormalizedSchema, target: RestTarget): unknown {
  const traits = member.getMergedTraits();
  if (traits.httpQuery) return readQuery(codec, member, target);
  if (traits.httpHeader) return readHeader(codec, member, target);
  if (traits.httpPrefixHeaders !== undefined) return readPrefixHeaders(member, target);
  return undefined;
}

async function readPayload(
  codec: WireCodec,
  member: NormalizedSchema,
  rest: RestRequest,
): Promise<unknown> {
  if (member.isStreaming()) return rest.request;
  const body = await rest.collectBody();
  if (body.length === 0) return undefined;
  if (member.isBlobSchema()) return body;
  return member.isStructSchema() ? codec.readBody(member, body) : body.toString('utf8');
}

async function readMembers(
  codec: WireCodec,
  operation: SchemaOperation,
  rest: RestRequest,
): Promise<Record<string, unknown>> {
  if (!operation.input.isStructSchema()) return {};
  const input: Record<string, unknown> = {};
  let bodyMembers = false;
  for (const [name, member] of operation.input.structIterator()) {
    const payload = Boolean(member.getMergedTraits().httpPayload);
    if (!payload && !isBoundOutsideBody(member)) bodyMembers = true;
    const value = payload
      ? await readPayload(codec, member, rest)
      : readBoundMember(codec, member, rest.target);
    if (value !== undefined) input[name] = value;
  }
  if (!bodyMembers) return input;
  const body = await rest.collectBody();
  return body.length === 0 ? input : { ...(await codec.readBody(operation.input, body)), ...input };
}

/** restJson1 and restXml: labels, query, headers and body gathered into the operation's input. */
export async function readRestRequest(
  codec: WireCodec,
  routes: readonly RestRoute[],
  rest: RestRequest,
): Promise<ParsedCall> {
  const match = routeRestRequest(routes, rest.target);
  if (!match) {
    throw new AwsServiceError(
      'MethodNotAllowed',
      `No operation answers ${rest.target.method} ${rest.target.rawPath}`,
      { status: 405 },
    );
  }
  try {
    const members = await readMembers(codec, match.operation, rest);
    return { operation: match.operation, input: { ...members, ...match.labels } };
  } catch (cause) {
    if (cause instanceof AwsServiceError) throw cause;
    throw new AwsServiceError(
      rest.target.headers['content-type']?.includes('json')
        ? 'SerializationException'
        : 'MalformedXML',
      `The request cannot be read: ${cause}`,
    );
  }
}
