import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { AwsServiceError } from '../aws/service.ts';

const TARGET = /^DynamoDB_20120810\.([A-Za-z]+)$/;
const STREAMS_TARGET = /^DynamoDBStreams_20120810\.([A-Za-z]+)$/;

/** Namespaces of error types; the SDK reads the part after the #. */
const NAMESPACES: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  AccessDeniedException: 'com.amazon.coral.service',
  ThrottlingException: 'com.amazon.coral.availability',
  NotImplemented: 'com.amazon.coral.service',
  InternalServerError: 'com.amazon.coral.service',
};

/** The operation a request asks for; streams are named too, so that they can be refused by name. */
export function operationOf(request: IncomingMessage): string {
  const target = String(request.headers['x-amz-target'] ?? '');
  const operation = TARGET.exec(target)?.[1] ?? STREAMS_TARGET.exec(target)?.[1];
  if (operation === undefined) throw new AwsServiceError('UnknownOperationException', '');
  return operation;
}

/** The JSON body of a call. */
export function parseBody(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
  } catch {
    // Answered below: the service does not say what is wrong with the JSON either.
  }
  throw new AwsServiceError('SerializationException', 'The request body is not a JSON object');
}

function send(response: ServerResponse, status: number, answer: object) {
  const body = Buffer.from(JSON.stringify(answer), 'utf8');
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amzn-requestid': randomBytes(26).toString('hex').toUpperCase(),
    'x-amz-crc32': crc32(body),
  });
  response.end(body);
}

export const sendAnswer = (response: ServerResponse, answer: object) => send(response, 200, answer);

/** Writes an error in the wire shape of JSON 1.0. */
export function sendError(response: ServerResponse, error: AwsServiceError) {
  const namespace = NAMESPACES[error.code] ?? 'com.amazonaws.dynamodb.v20120810';
  // The service writes this one member with a capital letter.
  const member = error.code === 'TransactionCanceledException' ? 'Message' : 'message';
  send(response, error.status, {
    __type: `${namespace}#${error.code}`,
    [member]: error.message,
    ...error.extra,
  });
}
