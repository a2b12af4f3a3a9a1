import { describe, expect, it } from '@jest/globals';
import { toHttpAnswer, toHttpEvent } from '../../../lib/local/runner/http-event.ts';

const eventOf = (headers: Record<string, string>, body: Buffer, path = '/events') =>
  toHttpEvent({
    request: { method: 'POST', headers },
    url: new URL(path, 'http://127.0.0.1:1'),
    body,
    routeKey: 'POST /events',
    pathParameters: {},
    apiId: 'api',
    account: '000000000000',
    requestId: 'r1',
    now: Date.UTC(2025, 2, 1),
  });

describe('the event', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'text/plain', 'application/xml'])(
    'carries %s as text',
    (type) => {
      const event = eventOf({ 'content-type': type }, Buffer.from('Văn thư'));
      expect(event).toMatchObject({ body: 'Văn thư', isBase64Encoded: false });
    },
  );

  it.each(['application/pdf', 'application/cloudevents+json', 'application/octet-stream'])(
    'carries %s in base64',
    (type) => {
      const bytes = Buffer.from([0, 255, 128]);
      const event = eventOf({ 'content-type': type }, bytes);
      expect(event).toMatchObject({ body: bytes.toString('base64'), isBase64Encoded: true });
    },
  );

  it('has no body, query, parameters or cookies where the request has none', () => {
    const event = JSON.parse(JSON.stringify(eventOf({}, Buffer.alloc(0))));
    expect(Object.keys(event)).toEqual(
      expect.not.arrayContaining(['body', 'queryStringParameters', 'pathParameters', 'cookies']),
    );
    expect(event.isBase64Encoded).toBe(false);
  });

  it('tells the time of the office', () => {
    expect(eventOf({}, Buffer.alloc(0))['requestContext']).toMatchObject({
      time: '2025-03-01T00:00:00.000Z',
      timeEpoch: 1740787200000,
    });
  });
});

describe('the answer', () => {
  const bodyOf = (result: unknown) => toHttpAnswer(result).body.toString();

  it('is the result itself in JSON when it has no status', () => {
    expect(toHttpAnswer({ hello: 1 })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json' },
    });
    expect(bodyOf({ hello: 1 })).toBe('{"hello":1}');
  });

  it('keeps status, lower-cased headers and cookies', () => {
    const result = { statusCode: 202, headers: { 'X-A': 1 }, cookies: ['a=1'], body: 'ok' };
    expect(toHttpAnswer(result)).toMatchObject({
      status: 202,
      headers: { 'x-a': '1', 'set-cookie': ['a=1'] },
    });
  });

  it('decodes base64', () => {
    expect(bodyOf({ statusCode: 200, isBase64Encoded: true, body: 'aGk=' })).toBe('hi');
  });

  it('is 500 for a status that is no number', () => {
    expect(toHttpAnswer({ statusCode: 'fine' }).status).toBe(500);
  });
});
