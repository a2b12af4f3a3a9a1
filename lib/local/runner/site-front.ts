import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { runInNewContext } from 'node:vm';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Site } from './office-parts.ts';
import { failedWith } from './resource-type.ts';

export interface SiteFrontOptions {
  readonly site: Site;
  readonly s3: S3Client;
  /** Told of what the visitor only sees as 502. */
  onError(error: unknown): void;
}

interface SitePage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

type EdgeResult = { uri: string } | { statusCode: number; headers?: EdgeHeaders };
type EdgeHeaders = Readonly<Record<string, { readonly value: string }>>;

/** Runs the CloudFront function of the template on a request. */
function atEdge({ viewerRequest }: Site, method: string, url: URL): EdgeResult {
  if (viewerRequest === undefined) return { uri: url.pathname };
  const querystring = Object.fromEntries(
    [...url.searchParams].map(([name, value]) => [name, { value }]),
  );
  const event = {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    request: { method, uri: url.pathname, querystring, headers: {}, cookies: {} },
  };
  const result: unknown = runInNewContext(
    `${viewerRequest};JSON.stringify(handler(${JSON.stringify(event)}))`,
    {},
    { timeout: 100 },
  );
  return JSON.parse(String(result)) as EdgeResult;
}

async function readPage(
  { site, s3 }: SiteFrontOptions,
  uri: string,
): Promise<SitePage | undefined> {
  const Key = uri === '/' ? site.defaultRootObject : decodeURIComponent(uri.slice(1));
  try {
    const found = await s3.send(new GetObjectCommand({ Bucket: site.bucketName, Key }));
    const headers = {
      'content-type': found.ContentType,
      'content-encoding': found.ContentEncoding,
      'content-disposition': found.ContentDisposition,
      'cache-control': found.CacheControl,
      etag: found.ETag,
    };
    return {
      status: 200,
      headers: Object.fromEntries(
        Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ),
      body: (await found.Body?.transformToByteArray()) ?? new Uint8Array(),
    };
  } catch (error) {
    if (failedWith(error, 'NoSuchKey', 'NotFound')) return undefined;
    throw error;
  }
}

async function errorPage(options: SiteFrontOptions): Promise<SitePage> {
  const custom = options.site.errorPages.get(404);
  const page = custom && (await readPage(options, custom.page));
  if (page) return { ...page, status: custom.status };
  return {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.from('Not Found'),
  };
}

async function answer(options: SiteFrontOptions, request: IncomingMessage): Promise<SitePage> {
  const { method = 'GET', url = '/' } = request;
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, headers: { allow: 'GET, HEAD' }, body: new Uint8Array() };
  const edge = atEdge(options.site, method, new URL(url, options.site.server.url));
  if ('statusCode' in edge) {
    const headers = Object.entries(edge.headers ?? {}).map(([name, { value }]) => [name, value]);
    return {
      status: edge.statusCode,
      headers: Object.fromEntries(headers),
      body: new Uint8Array(),
    };
  }
  const page = (await readPage(options, edge.uri)) ?? (await errorPage(options));
  const fresh = page.headers['etag'] && request.headers['if-none-match'] === page.headers['etag'];
  return fresh ? { ...page, status: 304, body: new Uint8Array() } : page;
}

function write(
  response: ServerResponse,
  { site }: SiteFrontOptions,
  { status, headers, body }: SitePage,
  method: string | undefined,
): void {
  response.writeHead(status, { ...headers, ...site.headers });
  if (method === 'HEAD') response.end();
  else response.end(body);
}

/** Serves a bucket as the template's CloudFront distribution does. */
export function createSiteFront(options: SiteFrontOptions): RequestListener {
  const failure = { status: 502, headers: {}, body: new Uint8Array() };
  return (request, response) => {
    answer(options, request).then(
      (page) => write(response, options, page, request.method),
      (error: unknown) => {
        options.onError(error);
        write(response, options, failure, request.method);
      },
    );
  };
}
