import { describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { ConcurrencyError, OfficeError } from '../../../lib/kernel/errors.ts';
import { type HttpReply, type HttpRequest, httpHandler } from '../../../lib/platform/http.ts';
import { createLogger } from '../../../lib/platform/logger.ts';

const SECRET = 'TUYỆTMẬTCANARY';

const call = async (
  app: (request: HttpRequest) => Promise<HttpReply>,
  event: Partial<APIGatewayProxyEventV2> = {},
) => {
  const lines: string[] = [];
  const logger = createLogger(
    'test',
    () => new Date(0),
    (line) => lines.push(line),
  );
  const handler = httpHandler(app, logger);
  const answer = await handler(
    { headers: {}, body: '', isBase64Encoded: false, ...event } as APIGatewayProxyEventV2,
    { awsRequestId: 'r-1' } as Context,
  );
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: JSON.parse(answer.body ?? '') as Record<string, string>,
    log: lines.join('\n'),
    text: JSON.stringify([answer, lines]),
  };
};

const refuse = (error: unknown) => call(() => Promise.reject(error));

describe('An HTTP answer', () => {
  it('is JSON, not kept by anyone, and bears the request’s id', async () => {
    const { status, headers, body } = await call(async () => ({ status: 202, body: { a: 1 } }));
    expect([status, body]).toEqual([202, { a: 1 }]);
    expect(headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': 'r-1',
    });
  });

  it('to a refusal has its code, its sentence, its facts and the id', async () => {
    const facts = { serverTime: '2026-11-23T09:00:00+07:00' };
    const { status, body } = await refuse(new OfficeError('STALE_EVENT', 'late', { facts }));
    expect(status).toBe(401);
    expect(body).toMatchObject({ code: 'STALE_EVENT', requestId: 'r-1', ...facts });
    expect(body['message']).toContain('(2026-11-23T09:00:00+07:00)');
  });

  it('to two writers who met asks to send again', async () => {
    const { status, body } = await refuse(new ConcurrencyError('a document'));
    expect([status, body['code']]).toEqual([503, 'BUSY']);
  });

  it.each([
    new Error(SECRET),
    new TypeError(`x\n    at ${SECRET} (input:1:1)`),
    new Error('outer', { cause: new Error(SECRET) }),
    SECRET,
    { message: SECRET },
    new OfficeError('BAD_EVENT', SECRET, { cause: new Error(SECRET) }),
  ])('to a failure quotes nothing of it, nor does the log: %#', async (error) => {
    const { text, status } = await refuse(error);
    expect(text).not.toContain(SECRET);
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it('to an unknown failure is 500, and the log says where it happened', async () => {
    const { status, body, log } = await refuse(new RangeError('x'));
    expect([status, body['code']]).toEqual([500, 'INTERNAL']);
    expect(log).toContain('RangeError | at ');
  });
});

describe('A request', () => {
  const echo = async (request: HttpRequest) => ({ status: 200, body: request });

  it('has lower-case headers', async () => {
    const headers = { 'Vanthu-Source': 'e-office', 'WEBHOOK-ID': '1' };
    const { body } = await call(echo, { headers });
    expect(body['headers']).toEqual({ 'vanthu-source': 'e-office', 'webhook-id': '1' });
  });

  it('keeps its text, also when the gateway hands it over in base64', async () => {
    const body = Buffer.from('Công văn', 'utf8').toString('base64');
    expect((await call(echo, { body, isBase64Encoded: true })).body['body']).toBe('Công văn');
    expect((await call(echo, { body: 'Công văn' })).body['body']).toBe('Công văn');
  });
});
