import middy from '@middy/core';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import { fileNameHeader } from '../kernel/file-name-header.ts';
import { answerErrors, headersOf, textOf } from './http.ts';
import type { Logger } from './logger.ts';

/** A request to an API with several calls. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type ApiReply = { readonly status: number } & (
  | { readonly body: object }
  | { readonly bytes: Uint8Array; readonly mediaType: string; readonly fileName: string }
);

/** Nothing of these answers is kept, guessed at or run by a browser, wherever it is shown. */
const GUARDED = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const replyOf = (reply: ApiReply, requestId: string): APIGatewayProxyStructuredResultV2 => {
  const headers = { ...GUARDED, 'x-request-id': requestId };
  if ('body' in reply)
    return {
      statusCode: reply.status,
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(reply.body),
    };
  return {
    statusCode: reply.status,
    headers: {
      ...headers,
      'content-type': reply.mediaType,
      'content-disposition': fileNameHeader('attachment', reply.fileName),
    },
    body: Buffer.from(reply.bytes).toString('base64'),
    isBase64Encoded: true,
  };
};

const requestOf = (event: APIGatewayProxyEventV2): ApiRequest => ({
  method: event.requestContext.http.method,
  path: event.rawPath,
  query: Object.fromEntries(
    Object.entries(event.queryStringParameters ?? {}).map(([name, value]) => [name, value ?? '']),
  ),
  headers: headersOf(event),
  body: textOf(event),
});

/** RFC 6750, 3: what kind of proof is missing. */
const guardFailures = {
  onError: ({ response }: middy.Request<unknown, APIGatewayProxyStructuredResultV2>) => {
    if (response === undefined || response === null) return;
    response.headers = {
      ...response.headers,
      ...GUARDED,
      ...(response.statusCode === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    };
  },
};

/** The HTTP stack of an API with several calls and a person behind each. */
export const apiHandler = (app: (request: ApiRequest) => Promise<ApiReply>, logger: Logger) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(
    async (event: APIGatewayProxyEventV2, context: Context) =>
      replyOf(await app(requestOf(event)), context.awsRequestId),
  )
    // Error handlers run from the last one added to the first.
    .use(guardFailures)
    .use(answerErrors(logger));
