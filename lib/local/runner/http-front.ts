import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FunctionHost } from './function-host.ts';
import { gatewayAnswer, type HttpAnswer, toHttpAnswer, toHttpEvent } from './http-event.ts';
import type { HttpApi } from './office-parts.ts';

/** HTTP APIs take 10 MB and wait for 30 seconds. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const MAX_WAIT_MS = 30_000;

export interface HttpFrontOptions {
  readonly api: HttpApi;
  readonly account: string;
  now(): number;
  hostOf(functionArn: string): FunctionHost;
  /** Told of what the caller only sees as 500. */
  onError(error: unknown): void;
}

interface CompiledRoute {
  readonly method: string;
  readonly path: RegExp;
  readonly names: readonly string[];
  /** Characters before the first variable. */
  readonly fixed: number;
  readonly routeKey: string;
  readonly host: FunctionHost;
}

function compile(options: HttpFrontOptions): CompiledRoute[] {
  const { api, hostOf } = options;
  return (
    api.routes
      .map(({ routeKey, integrationId }) => {
        const [method = 'ANY', path = '/{proxy+}'] =
          routeKey === '$default' ? [] : routeKey.split(' ');
        const names: string[] = [];
        const pattern = path
          .replace(/[.*()|[\]\\^$?]/g, '\\$&')
          .replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
            names.push(name);
            return greedy ? '(.*)' : '([^/]+)';
          });
        const host = hostOf(api.integrations.get(integrationId) ?? '');
        const fixed = path.replace(/\{.*$/, '').length;
        return { method, path: new RegExp(`^${pattern}$`), names, fixed, routeKey, host };
      })
      // The most specific route wins: fewer variables, then the longer fixed part; $default last.
      .sort((a, b) => rank(a) - rank(b) || b.fixed - a.fixed)
  );
}

const rank = ({ names, method, routeKey }: CompiledRoute): number =>
  names.length * 2 + (method === 'ANY' ? 1 : 0) + (routeKey === '$default' ? 1000 : 0);

/** The body, or undefined when it is too large; the rest is then let through unread. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

function write(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  for (const [name, value] of Object.entries(headers))
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  response.writeHead(status).end(body);
}

async function withinWait<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), MAX_WAIT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Answers requests as an API Gateway HTTP API does. */
export function createHttpFront(options: HttpFrontOptions): RequestListener {
  const routes = compile(options);
  const { api, account, now } = options;

  const answer = async (request: IncomingMessage): Promise<HttpAnswer> => {
    const body = await readBody(request);
    const url = new URL(request.url ?? '/', api.server.url);
    const route = routes.find(
      ({ method, path }) =>
        (method === 'ANY' || method === request.method) && path.test(url.pathname),
    );
    if (!route) return gatewayAnswer(404);
    if (!body) return gatewayAnswer(413);
    const values = route.path.exec(url.pathname)?.slice(1) ?? [];
    const pathParameters = Object.fromEntries(
      route.names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]),
    );
    const { routeKey, host } = route;
    const result = await withinWait(
      host.invoke(
        toHttpEvent({
          request,
          url,
          body,
          routeKey,
          pathParameters,
          apiId: api.apiId,
          account,
          requestId: randomUUID(),
          now: now(),
        }),
      ),
    );
    if (!result) return gatewayAnswer(503);
    return result.error ? gatewayAnswer(500) : toHttpAnswer(result.payload);
  };

  return (request, response) => {
    answer(request).then(
      (reply) => write(response, reply),
      (error: unknown) => {
        options.onError(error);
        write(response, gatewayAnswer(500));
      },
    );
  };
}
