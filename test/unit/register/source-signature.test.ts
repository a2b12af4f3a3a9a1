import { describe, expect, it } from '@jest/globals';
import { OfficeError } from '../../../lib/kernel/errors.ts';
import type { Source } from '../../../lib/register/source.ts';
import { authenticateSource, signRequest } from '../../../lib/register/source-signature.ts';
import { NOW } from './document-states.ts';

const secret = Buffer.from('a secret of thirty-two characters');
const source = (sealedSecret?: string): Source => ({
  sourceId: 'e-office',
  title: 'Hệ điều hành',
  allows: [],
  defaultGrade: 'unknown',
  ownArrivalNumbers: true,
  actsForOffice: false,
  approvers: [],
  ...(sealedSecret === undefined ? {} : { sealedSecret }),
});
const deps = (found: Source = source('sealed')) => ({
  now: () => NOW,
  sources: {
    find: async (sourceId: string) => {
      if (sourceId !== found.sourceId) throw new OfficeError('UNKNOWN_SOURCE', 'not registered');
      return found;
    },
  },
  secrets: { openSourceSecret: async () => secret },
});

const timestamp = NOW.getTime() / 1000;
const body = '{"abstract":"Công văn"}';
const headers = (change: Record<string, string> = {}) => ({
  'vanthu-source': 'e-office',
  'webhook-id': 'm-1',
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signRequest(secret, { id: 'm-1', timestamp, body }),
  ...change,
});
const authenticate = (change: Record<string, string> = {}, sent = body) =>
  authenticateSource(deps(), { headers: headers(change), body: sent });
const refused = (code: string) => expect.objectContaining({ code });
const signedAt = (seconds: number) => ({
  'webhook-timestamp': String(seconds),
  'webhook-signature': signRequest(secret, { id: 'm-1', timestamp: seconds, body }),
});

describe('Who sends a request', () => {
  it('is told by the HMAC over id, time and body', async () => {
    expect((await authenticate()).sourceId).toBe('e-office');
  });

  it('is known also while the sender changes its secret: one of several signatures fits', async () => {
    const right = headers()['webhook-signature'];
    await expect(authenticate({ 'webhook-signature': `v1,AAAA ${right}` })).resolves.toBeTruthy();
    const late = `v1,A v1,A v1,A v1,A v1,A ${right}`;
    await expect(authenticate({ 'webhook-signature': late })).rejects.toEqual(
      refused('BAD_SIGNATURE'),
    );
  });

  it('signs as the Standard Webhooks specification writes it', () => {
    // The same as: printf 'm.1.x' | openssl dgst -sha256 -hmac key -binary | base64
    expect(signRequest(Buffer.from('key'), { id: 'm', timestamp: 1, body: 'x' })).toBe(
      'v1,AhkQhuxHtQS0C1LkQ5y6qCJ4gzwXFgkR9izxWxK7oOs=',
    );
  });

  it.each(['vanthu-source', 'webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'is not known without %s',
    async (name) => {
      await expect(authenticate({ [name]: '' })).rejects.toEqual(refused('BAD_SIGNATURE'));
      const { [name as 'webhook-id']: _, ...rest } = headers();
      await expect(authenticateSource(deps(), { headers: rest, body })).rejects.toEqual(
        refused('BAD_SIGNATURE'),
      );
    },
  );

  it.each([
    ['body', {}, `${body} `],
    ['id', { 'webhook-id': 'm-2' }, body],
    ['time', { 'webhook-timestamp': String(timestamp + 1) }, body],
    [
      'version',
      { 'webhook-signature': signRequest(secret, { id: 'm-1', timestamp, body }).slice(3) },
      body,
    ],
    [
      'secret',
      { 'webhook-signature': signRequest(Buffer.from('x'), { id: 'm-1', timestamp, body }) },
      body,
    ],
  ])('is not known when the %s is another than was signed', async (_, change, sent) => {
    await expect(authenticate(change, sent)).rejects.toEqual(refused('BAD_SIGNATURE'));
  });

  it.each(['x', '-1', '1e9', ' 1', '0x5', '1.5', '9'.repeat(13)])(
    'has no time %j',
    async (time) => {
      await expect(authenticate({ 'webhook-timestamp': time })).rejects.toEqual(
        refused('BAD_SIGNATURE'),
      );
    },
  );

  it('may have a clock five minutes off, and learns the server’s time when it is more', async () => {
    for (const off of [-300, 300])
      await expect(authenticate(signedAt(timestamp + off))).resolves.toBeTruthy();
    for (const off of [-301, 301])
      await expect(authenticate(signedAt(timestamp + off))).rejects.toMatchObject({
        code: 'STALE_EVENT',
        facts: { serverTime: '2026-11-23T09:00:00+07:00' },
      });
  });

  it('must be registered, with a secret', async () => {
    await expect(authenticate({ 'vanthu-source': 'stranger' })).rejects.toEqual(
      refused('UNKNOWN_SOURCE'),
    );
    await expect(authenticateSource(deps(source()), { headers: headers(), body })).rejects.toEqual(
      refused('BAD_SIGNATURE'),
    );
  });

  it('is not asked of a body over 64 KB', async () => {
    await expect(authenticate({}, 'ậ'.repeat(30_000))).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
      facts: { limit: '65536' },
    });
  });
});
