import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import { describeError, type Logger } from './logger.ts';

/** A GET request for a page or one of its files. */
export interface PageRequest {
  readonly path: string;
  /** As the browser sent it; empty when it did not. */
  readonly acceptEncoding: string;
}

export interface PageReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type PageApp = (request: PageRequest) => PageReply | Promise<PageReply>;

const headerOf = (event: APIGatewayProxyEventV2, name: string): string =>
  Object.entries(event.headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '';

/** The HTTP stack of functions that answer browsers with pages, in bytes. */
export const pageHandler =
  (app: PageApp, logger: Logger) =>
  async (
    event: APIGatewayProxyEventV2,
    context: Context,
  ): Promise<APIGatewayProxyStructuredResultV2> => {
    try {
      const { status, headers, body } = await app({
        path: event.rawPath,
        acceptEncoding: headerOf(event, 'accept-encoding'),
      });
      return {
        statusCode: status,
        headers: { ...headers },
        body: body.toString('base64'),
        isBase64Encoded: true,
      };
    } catch (error) {
      logger.warn('page failed', {
        requestId: context.awsRequestId,
        code: 'INTERNAL',
        error: describeError(error),
      });
      return {
        statusCode: 500,
        headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
        body: 'Hệ thống gặp lỗi. Hãy tải lại trang sau ít phút.',
      };
    }
  };
