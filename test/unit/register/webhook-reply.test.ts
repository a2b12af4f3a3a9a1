import { describe, expect, it } from '@jest/globals';
import { judgeReply, readRetryAfter } from '../../../lib/register/webhook-reply.ts';
import { createRestingReceivers } from '../../../lib/register/webhook-rest.ts';
import { NOW } from './document-states.ts';

const answered = (status: number, retryAfter?: string) =>
  judgeReply(
    { kind: 'answered', status, ...(retryAfter === undefined ? {} : { retryAfter }) },
    NOW,
  );

describe('What a receiver answers', () => {
  it.each([200, 201, 202, 204, 299])('%d has taken the answer', (status) => {
    expect(answered(status)).toEqual({ kind: 'delivered' });
  });

  it('410 wants nothing more', () => {
    expect(answered(410)).toEqual({ kind: 'gone' });
  });

  it.each([408, 409, 425, 429, 500, 502, 503, 504, 599])('%d may take it later', (status) => {
    expect(answered(status)).toEqual({
      kind: 'unavailable',
      reason: `HTTP ${status}`,
      waitMs: 0,
    });
  });

  it.each([400, 401, 403, 404, 405, 413, 415, 422, 451])('%d would refuse it again', (status) => {
    expect(answered(status)).toEqual({ kind: 'refused', code: 'WEBHOOK_REFUSED' });
  });

  it.each([301, 302, 303, 307, 308])('%d leads to where nobody has registered it', (status) => {
    expect(answered(status)).toEqual({ kind: 'refused', code: 'WEBHOOK_REDIRECTED' });
  });

  it('silence is tried again, an address that must not be called is not', () => {
    expect(judgeReply({ kind: 'silent', reason: 'ECONNREFUSED' }, NOW)).toMatchObject({
      kind: 'unavailable',
      waitMs: 0,
    });
    expect(judgeReply({ kind: 'forbidden', reason: 'x' }, NOW)).toEqual({
      kind: 'refused',
      code: 'WEBHOOK_ADDRESS_PRIVATE',
    });
  });

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['86400', 3_600_000],
    [new Date(NOW.getTime() + 90_000).toUTCString(), 90_000],
    [new Date(NOW.getTime() - 90_000).toUTCString(), 0],
    ['-5', 0],
    ['soon', 0],
    [undefined, 0],
  ])('Retry-After %j puts it off by %d ms, an hour at most', (value, wait) => {
    expect(readRetryAfter(value, NOW)).toBe(wait);
  });
});

describe('A receiver that has just failed', () => {
  it('is left alone until its time, and others are not', () => {
    const resting = createRestingReceivers();
    const until = new Date(NOW.getTime() + 30_000);
    resting.rest('https://a.vn/', until);
    expect(resting.until('https://a.vn/', NOW)).toEqual(until);
    expect(resting.until('https://b.vn/', NOW)).toBeUndefined();
    expect(resting.until('https://a.vn/', until)).toBeUndefined();
  });

  it('is called again as soon as it has answered', () => {
    const resting = createRestingReceivers();
    resting.rest('https://a.vn/', new Date(NOW.getTime() + 30_000));
    resting.wake('https://a.vn/');
    expect(resting.until('https://a.vn/', NOW)).toBeUndefined();
  });
});
