import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { LogEntry } from '../../lib/local/runner/function-log.ts';
import { type Office, startOffice } from '../../lib/local/runner/office.ts';
import { createTestAssembly, functionResources, type TestAssembly } from './runner-assembly.ts';

const echo = `exports.handler = async (event) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'x-environment': process.env.GREETING, 'x-parameters': process.env.NAMED + ' ' + process.env.USUAL },
  cookies: ['a=1; Secure', 'b=2'],
  body: JSON.stringify(event),
});`;
const mirror = `exports.handler = async (event) => ({
  statusCode: 201,
  headers: { 'content-type': 'application/octet-stream' },
  isBase64Encoded: true,
  body: event.isBase64Encoded ? event.body : Buffer.from(event.body ?? '').toString('base64'),
});`;
const faulty = `exports.handler = async ({ rawPath, queryStringParameters: q }, context) => {
  if (q.how === 'throw') throw new RangeError('out of range');
  if (q.how === 'exit') process.exit(3);
  if (q.how === 'hang') while (true);
  return { remaining: context.getRemainingTimeInMillis() > 500, name: context.functionName };
};`;

const route = (routeKey: string, name: string, id = name) => ({
  [`${id}Route`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey: routeKey,
      AuthorizationType: 'NONE',
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: `${id}Integration` }]] },
    },
  },
  [`${id}Integration`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [name, 'Arn'] },
      PayloadFormatVersion: '2.0',
    },
  },
});

let prepared: TestAssembly;
let office: Office;
const logs: LogEntry[] = [];

beforeAll(async () => {
  prepared = createTestAssembly(
    { echo, mirror, faulty },
    {
      api: {
        Parameters: { Named: { Default: 'default' }, Usual: { Default: 'usual' } },
        Resources: {
          Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'n', ProtocolType: 'HTTP' } },
          ...functionResources('Echo', {
            environment: { GREETING: 'xin chao', NAMED: { Ref: 'Named' }, USUAL: { Ref: 'Usual' } },
          }),
          ...functionResources('Mirror'),
          ...functionResources('Faulty', { timeout: 1 }),
          ...route('POST /documents/{id}', 'Echo'),
          ...route('PUT /bytes', 'Mirror'),
          ...route('GET /faulty', 'Faulty'),
          ...route('GET /room/{proxy+}', 'Echo', 'Whole'),
          ...route('GET /room/api/{proxy+}', 'Echo', 'Calls'),
          ...route('GET /room/api/books/{book}/file', 'Echo', 'File'),
          ...route('GET /room/api/books', 'Echo', 'Books'),
        },
        Outputs: { Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
      },
    },
  );
  office = await startOffice({
    ...prepared,
    parameters: { Named: 'named' },
    onLog: (entry) => logs.push(entry),
  });
});

afterAll(async () => {
  await office.close();
  prepared.remove();
});

it('tells the address of the API in the outputs', () => {
  expect(office.outputs).toEqual({ api: { Url: office.apiUrl } });
});

it('hands a request over in payload format 2.0 and its answer back', async () => {
  const response = await fetch(`${office.apiUrl}/documents/v%C4%83n?tag=a&tag=b`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: 'x=1; y=2', 'X-Signed': 'yes' },
    body: '{"subject":"Về việc"}',
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('x-environment')).toBe('xin chao');
  expect(response.headers.getSetCookie()).toEqual(['a=1; Secure', 'b=2']);
  expect(await response.json()).toMatchObject({
    version: '2.0',
    routeKey: 'POST /documents/{id}',
    rawQueryString: 'tag=a&tag=b',
    queryStringParameters: { tag: 'a,b' },
    pathParameters: { id: 'văn' },
    cookies: ['x=1', 'y=2'],
    headers: { 'x-signed': 'yes', 'content-type': 'application/json' },
    body: '{"subject":"Về việc"}',
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST', sourceIp: '127.0.0.1' }, stage: '$default' },
  });
});

it.each([
  ['/room/anything', 'GET /room/{proxy+}'],
  ['/room/api/me', 'GET /room/api/{proxy+}'],
  ['/room/api/books', 'GET /room/api/books'],
  ['/room/api/books/incoming', 'GET /room/api/{proxy+}'],
  ['/room/api/books/incoming/file', 'GET /room/api/books/{book}/file'],
])('lets the most specific route answer: %s', async (path, routeKey) => {
  const event = await (await fetch(`${office.apiUrl}${path}`)).json();
  expect(event).toMatchObject({ routeKey });
});

it('gives template parameters the values of this start, else their defaults', async () => {
  const response = await fetch(`${office.apiUrl}/room/x`);
  expect(response.headers.get('x-parameters')).toBe('named usual');
});

it('passes bytes through unchanged', async () => {
  const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
  const response = await fetch(`${office.apiUrl}/bytes`, {
    method: 'PUT',
    headers: { 'content-type': 'application/pdf' },
    body: bytes,
  });
  expect(response.status).toBe(201);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
});

it('answers 404 for other paths and methods', async () => {
  for (const path of ['/documents', '/bytes'])
    expect((await fetch(office.apiUrl + path)).status).toBe(404);
});

it.each([
  ['throw', 'RangeError'],
  ['exit', 'Runtime.ExitError'],
  ['hang', 'Sandbox.Timedout'],
])('answers 500 when the function should %s, notes why and goes on', async (how, errorType) => {
  const response = await fetch(`${office.apiUrl}/faulty?how=${how}`);
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ message: 'Internal Server Error' });
  expect(logs.at(-1)).toMatchObject({ function: 'faulty', entry: { level: 'ERROR', errorType } });
  const next = await fetch(`${office.apiUrl}/faulty?how=well`);
  expect(await next.json()).toEqual({ remaining: true, name: expect.stringMatching(/Faulty/) });
});

it('refuses a body over 10 MB', async () => {
  const response = await fetch(`${office.apiUrl}/bytes`, {
    method: 'PUT',
    body: new Uint8Array(10 * 1024 * 1024 + 1),
  });
  expect(response.status).toBe(413);
});

it('invokes a function by its name, and no other', async () => {
  const { payload } = (await office.invoke('echo', { rawPath: '/' })) as {
    payload: { body: string };
  };
  expect(JSON.parse(payload.body)).toEqual({ rawPath: '/' });
  await expect(office.invoke('nobody', {})).rejects.toThrow('no function nobody');
});
