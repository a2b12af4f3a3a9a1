import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { type AwsProtocol, AwsServiceError } from './service.ts';

/** How a service words its errors. */
export interface ErrorFormat {
  readonly protocol: AwsProtocol;
  readonly jsonVersion: '1.0' | '1.1';
  readonly xmlNamespace: string;
  /** Exception name → code of the query protocol; see loadQueryErrorCodes. */
  readonly queryCodes: ReadonlyMap<string, string>;
}

const XML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escapeXml(value: unknown): string {
  return String(value).replace(/[&<>"]/g, (character) => XML_ENTITIES[character] ?? character);
}

/** A caller that goes away in the middle of a body is no fault of the endpoints. */
const ABORTED = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']);

/** What a caller is told: a fault of the emulator itself is 500 InternalError, and is printed. */
export function toServiceError(error: unknown): AwsServiceError {
  if (error instanceof AwsServiceError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (!ABORTED.has(String(code))) console.error('A local endpoint failed:', error);
  const detail = (error as { message?: unknown } | null)?.message ?? error;
  return new AwsServiceError('InternalError', `The local endpoint failed: ${detail}`, {
    status: 500,
  });
}

function jsonBody(format: ErrorFormat, error: AwsServiceError) {
  const queryCode = format.queryCodes.get(error.code);
  const fault = error.status < 500 ? 'Sender' : 'Receiver';
  const media =
    format.protocol === 'json'
      ? `application/x-amz-json-${format.jsonVersion}`
      : 'application/json';
  return {
    headers: {
      'content-type': media,
      'x-amzn-errortype': error.code,
      'x-amzn-requestid': randomUUID(),
      ...(queryCode ? { 'x-amzn-query-error': `${queryCode};${fault}` } : {}),
    },
    body: JSON.stringify({ __type: error.code, message: error.message, ...error.extra }),
  };
}

function xmlBody(format: ErrorFormat, error: AwsServiceError) {
  const requestId = randomUUID();
  const code = format.queryCodes.get(error.code) ?? error.code;
  const extra = Object.entries(error.extra)
    .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
    .join('');
  const detail = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(error.message)}</Message>${extra}`;
  const id = `<RequestId>${requestId}</RequestId>`;
  const type = `<Type>${error.status < 500 ? 'Sender' : 'Receiver'}</Type>`;
  const document =
    format.protocol === 'query'
      ? `<ErrorResponse xmlns="${format.xmlNamespace}"><Error>${type}${detail}</Error>${id}</ErrorResponse>`
      : `<?xml version="1.0" encoding="UTF-8"?><Error>${detail}${id}</Error>`;
  return {
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body: document,
  };
}

/** Sends an error in the service's protocol. A HEAD request and 304 get no body. */
export function writeError(
  format: ErrorFormat,
  response: ServerResponse,
  error: AwsServiceError,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const json = format.protocol === 'json' || format.protocol === 'restJson';
  const { headers, body } = json ? jsonBody(format, error) : xmlBody(format, error);
  if (response.req.method === 'HEAD' || error.status === 304) {
    response.writeHead(error.status, headers);
    response.end();
    return;
  }
  response.writeHead(error.status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
