import type { IncomingMessage } from 'node:http';

/** What a request says about its signature: by header, or by query in a presigned URL. */
export interface SignedRequest {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  /** Service of the credential scope: it also chooses the emulated service. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** YYYYMMDDTHHMMSSZ */
  readonly timestamp: string;
  readonly sessionToken: string | undefined;
  readonly presigned: boolean;
  /** Seconds a presigned URL lives. */
  readonly expiresIn: number | undefined;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256\s+Credential=([^/\s]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

function parseHeader(request: IncomingMessage, header: string): SignedRequest | undefined {
  const found = AUTHORIZATION.exec(header);
  if (!found) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', headers = '', signature = ''] =
    found;
  const token = request.headers['x-amz-security-token'];
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: headers.split(';'),
    signature,
    timestamp: String(request.headers['x-amz-date'] ?? ''),
    sessionToken: token === undefined ? undefined : String(token),
    presigned: false,
    expiresIn: undefined,
  };
}

function parseQuery(query: URLSearchParams): SignedRequest | undefined {
  if (query.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256') return undefined;
  const credential = (query.get('X-Amz-Credential') ?? '').split('/');
  const [accessKeyId, date, region, service, terminator] = credential;
  const signature = query.get('X-Amz-Signature');
  const signedHeaders = query.get('X-Amz-SignedHeaders');
  if (!accessKeyId || !date || !region || !service || terminator !== 'aws4_request') {
    return undefined;
  }
  if (!signature || !signedHeaders) return undefined;
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: signedHeaders.split(';'),
    signature,
    timestamp: query.get('X-Amz-Date') ?? '',
    sessionToken: query.get('X-Amz-Security-Token') ?? undefined,
    presigned: true,
    expiresIn: Number(query.get('X-Amz-Expires') ?? Number.NaN),
  };
}

/** Reads the signature of a request; undefined when there is none or it is malformed. */
export function parseAuthorization(
  request: IncomingMessage,
  query: URLSearchParams,
): SignedRequest | undefined {
  const header = request.headers.authorization;
  return header === undefined ? parseQuery(query) : parseHeader(request, header);
}
