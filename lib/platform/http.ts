import middy from '@middy/core';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import { ConcurrencyError, OfficeError } from '../kernel/errors.ts';
import { errorTextOf } from './error-texts.vi.ts';
import { describeError, type Logger } from './logger.ts';

/** A request as the use cases see it: lower-case headers and the body's exact bytes as text. */
export interface HttpRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpReply {
  readonly status: number;
  readonly body: object;
}

const reply = (
  status: number,
  body: object,
  requestId: string,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  },
  body: JSON.stringify(body),
});

const failure = (error: unknown): { code: string; facts: Readonly<Record<string, string>> } => {
  if (error instanceof OfficeError) return { code: error.code, facts: error.facts };
  return { code: error instanceof ConcurrencyError ? 'BUSY' : 'INTERNAL', facts: {} };
};

/** Headers under their names in lower case. */
export const headersOf = ({ headers }: APIGatewayProxyEventV2): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value ?? '']),
  );

/** The body's exact bytes as text. */
export const textOf = ({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;

const requestOf = (event: APIGatewayProxyEventV2): HttpRequest => ({
  headers: headersOf(event),
  body: textOf(event),
});

/** Every failure gets its code, its Vietnamese sentence and a request id; only unknown ones are logged with a stack. */
export const answerErrors = (logger: Logger) => ({
  onError: (request: middy.Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>) => {
    const { code, facts } = failure(request.error);
    const { status, text } = errorTextOf(code, facts);
    const requestId = request.context.awsRequestId;
    logger.warn('request refused', {
      requestId,
      code,
      status,
      ...(code === 'INTERNAL' ? { error: describeError(request.error) } : {}),
    });
    request.response = reply(status, { code, message: text, ...facts, requestId }, requestId);
  },
});

/** The HTTP stack of every API function. */
export const httpHandler = (app: (request: HttpRequest) => Promise<HttpReply>, logger: Logger) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(
    async (event: APIGatewayProxyEventV2, context: Context) => {
      const { status, body } = await app(requestOf(event));
      return reply(status, body, context.awsRequestId);
    },
  ).use(answerErrors(logger));
