import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import {
  type ApiDeps,
  createApiClient,
  DeskError,
  isFateUnknown,
} from '../../../lib/desk/page/api-client.ts';

const answer = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });

const ground = (answers: readonly (Response | Error)[], more: Partial<ApiDeps> = {}) => {
  const bearers: (string | null)[] = [];
  const left = [...answers];
  let signedOut = 0;
  const client = createApiClient({
    fetch: async (_, request) => {
      bearers.push(new Headers(request.headers).get('authorization'));
      const next = left.shift();
      if (next === undefined) throw new Error('more calls than answers');
      if (next instanceof Error) throw next;
      return next;
    },
    token: async () => 'first',
    renew: async () => 'second',
    onSignedOut: () => {
      signedOut += 1;
    },
    ...more,
  });
  return { client, bearers, signedOut: () => signedOut };
};

const caught = async (work: Promise<unknown>): Promise<DeskError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DeskError) return error;
  throw new Error('no DeskError', { cause: error });
};
const anything = z.object({ n: z.number() });

describe('a call of the desk', () => {
  it('carries the token and reads the answer', async () => {
    const { client, bearers } = ground([answer(200, { n: 1 })]);
    expect(await client.get('me', anything)).toEqual({ n: 1 });
    expect(bearers).toEqual(['Bearer first']);
  });

  it('is sent once more with a new token when the office refuses the old one', async () => {
    const { client, bearers, signedOut } = ground([answer(401, {}), answer(200, { n: 2 })]);
    expect(await client.post('acts', {}, anything)).toEqual({ n: 2 });
    expect(bearers).toEqual(['Bearer first', 'Bearer second']);
    expect(signedOut()).toBe(0);
  });

  it.each([
    ['there is no token', [], { token: async () => undefined }],
    ['no new token is given', [answer(401, {})], { renew: async () => undefined }],
    ['the new token is refused too', [answer(401, {}), answer(401, {})], {}],
  ])('asks to sign in again when %s', async (_, answers, more) => {
    const { client, signedOut } = ground(answers, more);
    expect((await caught(client.get('me', anything))).kind).toBe('signed-out');
    expect(signedOut()).toBe(1);
  });

  it.each([
    [409, 'conflict', false],
    [412, 'conflict', false],
    [403, 'refused', false],
    [422, 'refused', false],
    [429, 'unreachable', true],
    [503, 'unreachable', true],
  ])('says what a %i means: %s', async (status, kind, unknown) => {
    const body = { code: 'SOME_CODE', message: 'Câu của hệ thống.', requestId: 'r-1' };
    const { client } = ground([answer(status, body)]);
    const error = await caught(client.post('acts', {}, anything));
    expect(error).toMatchObject({ kind, code: 'SOME_CODE', message: 'Câu của hệ thống.' });
    expect(error.requestId).toBe('r-1');
    expect(isFateUnknown(error)).toBe(unknown);
  });

  it('has a sentence of its own where the office says nothing readable', async () => {
    const { client } = ground([new Response('<html>', { status: 502 })]);
    const error = await caught(client.get('me', anything));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain('tạm ngừng');
  });

  it('is of unknown fate when the connection breaks or the answer has another form', async () => {
    const { client } = ground([new TypeError('failed'), answer(200, { n: 'one' })]);
    const errors = [
      await caught(client.post('acts', {}, anything)),
      await caught(client.post('acts', {}, anything)),
    ];
    expect(errors.map(({ kind }) => kind)).toEqual(['offline', 'unreadable']);
    expect(errors.map(isFateUnknown)).toEqual([true, true]);
  });
});

describe('a file', () => {
  it('comes in bytes under the name the office gives it', async () => {
    const response = new Response('%PDF-', {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': "attachment; filename*=UTF-8''S%E1%BB%95%20%C4%91%E1%BA%BFn.pdf",
      },
    });
    const { client } = ground([response]);
    const { name, blob } = await client.file('books/incoming/file');
    expect([name, await blob.text()]).toEqual(['Sổ đến.pdf', '%PDF-']);
  });
});
