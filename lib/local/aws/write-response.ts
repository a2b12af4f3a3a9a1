import { randomUUID } from 'node:crypto';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { WireCodec } from './codec.ts';
import { isBoundOutsideBody } from './route-rest-request.ts';
import type { SchemaOperation } from './schema-operations.ts';
import type { AwsProtocol } from './service.ts';

/** How a service answers: protocol, JSON version, XML namespace. */
export interface WireFormat {
  readonly protocol: AwsProtocol;
  readonly jsonVersion: '1.0' | '1.1';
  readonly xmlNamespace: string;
  readonly codec: WireCodec;
}

type Output = Record<string, unknown> & { readonly $status?: number };

const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

function send(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function writeJson(
  format: WireFormat,
  response: ServerResponse,
  operation: SchemaOperation,
  output: Output,
): void {
  const body = operation.output.isUnitSchema()
    ? '{}'
    : format.codec.writeBody(operation.output, output);
  const headers = {
    'content-type': `application/x-amz-json-${format.jsonVersion}`,
    'x-amzn-requestid': randomUUID(),
  };
  send(response, 200, headers, body);
}

/** The serializer writes one root element; the Query protocol wants its children elsewhere. */
function childrenOfRoot(xml: string): string {
  const document = xml.replace(/^<\?xml[^>]*>/, '');
  if (/^<[^>]*\/>$/.test(document)) return '';
  return document.replace(/^<[^>]+>/, '').replace(/<\/[^>]+>$/, '');
}

function writeQuery(
  format: WireFormat,
  response: ServerResponse,
  operation: SchemaOperation,
  output: Output,
): void {
  const requestId = randomUUID();
  const { name } = operation;
  const result = operation.output.isUnitSchema()
    ? ''
    : `<${name}Result>${childrenOfRoot(format.codec.writeBody(operation.output, output))}</${name}Result>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  send(
    response,
    200,
    { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    `<${name}Response xmlns="${format.xmlNamespace}">${result}${metadata}</${name}Response>`,
  );
}

function boundHeaders(
  codec: WireCodec,
  member: NormalizedSchema,
  value: unknown,
): OutgoingHttpHeaders {
  const traits = member.getMergedTraits();
  if (traits.httpPrefixHeaders !== undefined) {
    const entries = Object.entries(value as Record<string, string>);
    return Object.fromEntries(
      entries.map(([name, text]) => [`${traits.httpPrefixHeaders}${name}`, text]),
    );
  }
  if (!traits.httpHeader) return {};
  return { [traits.httpHeader.toLowerCase()]: codec.writeText(member, value) };
}

interface RestAnswer {
  readonly headers: OutgoingHttpHeaders;
  readonly payload: { readonly member: NormalizedSchema; readonly value: unknown } | undefined;
  readonly hasBodyMembers: boolean;
}

function bindRestOutput(codec: WireCodec, schema: NormalizedSchema, output: Output): RestAnswer {
  const headers: OutgoingHttpHeaders = {};
  let payload: RestAnswer['payload'];
  let hasBodyMembers = false;
  const members = schema.isStructSchema() ? schema.structIterator() : [];
  for (const [name, member] of members) {
    const value = output[name];
    if (member.getMergedTraits().httpPayload) payload = { member, value };
    else if (!isBoundOutsideBody(member)) hasBodyMembers = true;
    else if (value !== undefined && value !== null) {
      Object.assign(headers, boundHeaders(codec, member, value));
    }
  }
  return { headers, payload, hasBodyMembers };
}

async function stream(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: unknown,
): Promise<void> {
  if (body === undefined || body === null) {
    response.writeHead(status, headers);
    response.end();
  } else if (typeof body === 'string' || body instanceof Uint8Array) {
    send(response, status, headers, body);
  } else {
    response.writeHead(status, headers);
    await pipeline(body as Readable, response);
  }
}

function restBody(format: WireFormat, schema: NormalizedSchema, answer: RestAnswer, out: Output) {
  const { payload } = answer;
  if (!payload) return answer.hasBodyMembers ? format.codec.writeBody(schema, out) : undefined;
  if (payload.value === undefined || payload.value === null) return undefined;
  if (payload.member.isStructSchema()) {
    return format.codec.writeBody(payload.member, payload.value as object);
  }
  return payload.value as string | Uint8Array;
}

async function writeRest(
  format: WireFormat,
  response: ServerResponse,
  operation: SchemaOperation,
  output: Output,
): Promise<void> {
  const answer = bindRestOutput(format.codec, operation.output, output);
  const headers = { 'x-amz-request-id': randomUUID(), ...answer.headers };
  const status = output.$status ?? operation.http?.status ?? 200;
  if (answer.payload?.member.isStreaming()) {
    return stream(response, status, headers, answer.payload.value);
  }
  const body = restBody(format, operation.output, answer, output);
  if (body === undefined) return stream(response, status, headers, undefined);
  const xml = format.protocol === 'restXml';
  const typed = { 'content-type': xml ? 'application/xml' : 'application/json', ...headers };
  const text = xml && typeof body === 'string' && body.startsWith('<');
  send(response, status, typed, text ? XML_DECLARATION + body : body);
}

/** Sends an operation's output in the service's protocol; resolves when it has been handed over. */
export async function writeResponse(
  format: WireFormat,
  response: ServerResponse,
  operation: SchemaOperation,
  output: object | undefined,
): Promise<void> {
  const members = (output ?? {}) as Output;
  if (format.protocol === 'json') writeJson(format, response, operation, members);
  else if (format.protocol === 'query') writeQuery(format, response, operation, members);
  else await writeRest(format, response, operation, members);
}
