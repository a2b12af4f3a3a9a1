import { createHmac, timingSafeEqual } from 'node:crypto';
import { MAX_EVENT_BYTES } from '../events/envelope.ts';
import { OfficeError } from '../kernel/errors.ts';
import { vietnamIso } from '../kernel/vietnam-time.ts';
import {
  assertEnabled,
  type SecretOpener,
  type Source,
  type SourceDirectory,
  secretsInForce,
} from './source.ts';

/** How far a sender's clock may be off, in seconds. */
const TOLERANCE_S = 300;

/** Header names; the three webhook-* ones are those of the Standard Webhooks specification. */
export const SIGNATURE_HEADERS = {
  source: 'vanthu-source',
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const;

/** HMAC-SHA256 over `id.timestamp.body`, written `v1,` and base64. */
export const signRequest = (
  secret: Uint8Array,
  request: { readonly id: string; readonly timestamp: number; readonly body: string },
): string =>
  `v1,${createHmac('sha256', secret).update(`${request.id}.${request.timestamp}.${request.body}`).digest('base64')}`;

const isSame = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const badSignature = () => new OfficeError('BAD_SIGNATURE', 'request signature does not match');

const assertFresh = (timestamp: string, now: Date): number => {
  const seconds = Number(timestamp);
  if (!/^\d{1,12}$/.test(timestamp)) throw badSignature();
  if (Math.abs(now.getTime() / 1000 - seconds) > TOLERANCE_S)
    throw new OfficeError('STALE_EVENT', 'request time is off', {
      facts: { serverTime: vietnamIso(now) },
    });
  return seconds;
};

/**
 * Finds out who sends a request. Several signatures may stand in the header, separated by
 * spaces, while a sender changes its secret. The time is checked before the signature, so that
 * a sender with a wrong clock learns the server's time.
 * @throws OfficeError BODY_TOO_LARGE, BAD_SIGNATURE, STALE_EVENT, UNKNOWN_SOURCE, SOURCE_DISABLED
 */
export const authenticateSource = async (
  deps: {
    readonly sources: SourceDirectory;
    readonly secrets: SecretOpener;
    readonly now: () => Date;
  },
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
): Promise<Source> => {
  if (Buffer.byteLength(request.body) > MAX_EVENT_BYTES)
    throw new OfficeError('BODY_TOO_LARGE', 'body over the size limit', {
      facts: { limit: String(MAX_EVENT_BYTES) },
    });
  const header = (name: string): string => {
    const value = request.headers[name];
    if (value === undefined || value === '') throw badSignature();
    return value;
  };
  const sourceId = header(SIGNATURE_HEADERS.source);
  const id = header(SIGNATURE_HEADERS.id);
  const timestamp = assertFresh(header(SIGNATURE_HEADERS.timestamp), deps.now());
  const given = header(SIGNATURE_HEADERS.signature).split(' ').slice(0, 5);
  const source = await deps.sources.find(sourceId);
  for (const sealed of secretsInForce(source, deps.now())) {
    const secret = await deps.secrets.openSourceSecret(sourceId, sealed);
    const expected = signRequest(secret, { id, timestamp, body: request.body });
    if (!given.some((signature) => isSame(signature, expected))) continue;
    // Said only to whoever has the secret.
    assertEnabled(source);
    return source;
  }
  throw badSignature();
};
