import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { SignedRequest } from './parse-authorization.ts';

/** The parts of a request that Signature Version 4 covers. */
export interface SignableRequest {
  readonly method: string;
  /** As it came over the wire, percent-encoded. */
  readonly rawPath: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** SHA-256 of the body in hex, or what the header x-amz-content-sha256 says of it. */
  readonly payloadHash: string;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** RFC 3986 percent-encoding as AWS wants it: also of ! ' ( ) * */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function encodeOnce(segment: string): string {
  try {
    return encode(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}

/** S3 signs the path encoded once; every other service encodes the sent path a second time. */
function canonicalPath(rawPath: string, service: string): string {
  return rawPath
    .split('/')
    .map(service === 's3' ? encodeOnce : encode)
    .join('/');
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort((left, right) => compareText(left[0], right[0]) || compareText(left[1], right[1]))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function canonicalHeaders(headers: IncomingHttpHeaders, names: readonly string[]): string {
  return names
    .map((name) => {
      const value = String(headers[name] ?? '').trim();
      return `${name}:${value.replace(/ +/g, ' ')}\n`;
    })
    .join('');
}

/** The signature that the secret gives for a request. */
function computeSignature(signed: SignedRequest, request: SignableRequest, secret: string): string {
  const canonicalRequest = [
    request.method,
    canonicalPath(request.rawPath, signed.service),
    canonicalQuery(request.query),
    canonicalHeaders(request.headers, signed.signedHeaders),
    signed.signedHeaders.join(';'),
    request.payloadHash,
  ].join('\n');
  const scope = `${signed.date}/${signed.region}/${signed.service}/aws4_request`;
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    signed.timestamp,
    scope,
    sha256Hex(canonicalRequest),
  ].join('\n');
  const dateKey = hmac(`AWS4${secret}`, signed.date);
  const signingKey = hmac(hmac(hmac(dateKey, signed.region), signed.service), 'aws4_request');
  return hmac(signingKey, stringToSign).toString('hex');
}

/** Compares in constant time. A signature that does not cover the host is none. */
export function isSignedBy(
  signed: SignedRequest,
  request: SignableRequest,
  secret: string,
): boolean {
  if (!signed.signedHeaders.includes('host')) return false;
  const expected = Buffer.from(computeSignature(signed, request, secret));
  const given = Buffer.from(signed.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Milliseconds since the epoch of a SigV4 time such as 20260102T030405Z; NaN if malformed. */
export function parseAmzDate(timestamp: string): number {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  if (!found) return Number.NaN;
  const [, year, month, day, hour, minute, second] = found.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}
