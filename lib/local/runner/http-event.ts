import type { IncomingMessage } from 'node:http';
import { isRecord } from './template.ts';

export interface HttpEventOptions {
  readonly request: Pick<IncomingMessage, 'method' | 'headers'>;
  readonly url: URL;
  readonly body: Buffer;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly apiId: string;
  readonly account: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** Content types whose bodies HTTP APIs pass on as text; all others come in base64. */
const textual = /^(text\/[^;]+|application\/(json|xml|javascript))\s*(;|$)/i;

const nonEmpty = <T extends object>(value: T): T | undefined =>
  Object.keys(value).length > 0 ? value : undefined;

/** The event of payload format 2.0. */
export function toHttpEvent(options: HttpEventOptions): Record<string, unknown> {
  const { request, url, body, routeKey, now, account, apiId, requestId } = options;
  const { cookie, ...headers } = request.headers;
  const isText = textual.test(headers['content-type'] ?? '');
  const queries = [...new Set(url.searchParams.keys())].map((name) => [
    name,
    url.searchParams.getAll(name).join(','),
  ]);
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    cookies: cookie?.split(/;\s*/),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(',')]),
    ),
    queryStringParameters: nonEmpty(Object.fromEntries(queries)),
    pathParameters: nonEmpty(options.pathParameters),
    requestContext: {
      accountId: account,
      apiId,
      domainName: url.hostname,
      domainPrefix: apiId,
      http: {
        method: request.method ?? 'GET',
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: new Date(now).toISOString(),
      timeEpoch: now,
    },
    body: body.length === 0 ? undefined : body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

const json = (status: number, value: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

/** API Gateway's own answers. */
export const gatewayAnswer = (status: 404 | 413 | 500 | 503): HttpAnswer => {
  const messages = {
    404: 'Not Found',
    413: 'Request Entity Too Large',
    500: 'Internal Server Error',
    503: 'Service Unavailable',
  };
  return json(status, { message: messages[status] });
};

/** What the function's result means; without a status code the result itself is the body. */
export function toHttpAnswer(result: unknown): HttpAnswer {
  if (!isRecord(result) || result['statusCode'] === undefined) return json(200, result);
  const { statusCode, headers, cookies, body, isBase64Encoded } = result;
  if (!Number.isInteger(Number(statusCode))) return gatewayAnswer(500);
  const given = Object.entries(isRecord(headers) ? headers : {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  return {
    status: Number(statusCode),
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...Object.fromEntries(given),
      ...(Array.isArray(cookies) ? { 'set-cookie': cookies.map(String) } : {}),
    },
    body: Buffer.from(text, isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}
