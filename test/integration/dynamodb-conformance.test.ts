import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ConformanceCase, TABLES } from './dynamodb-conformance-case.ts';
import { ITEM_CASES } from './dynamodb-conformance-items.ts';
import { SET_CASES } from './dynamodb-conformance-sets.ts';
import { TABLE_CASES } from './dynamodb-conformance-tables.ts';
import { TRANSACTION_CASES } from './dynamodb-conformance-transactions.ts';
import { UPDATE_CASES } from './dynamodb-conformance-updates.ts';
import { type DynamoEndpoint, openEndpoint } from './dynamodb-endpoint.ts';

const CASES: Readonly<Record<string, readonly ConformanceCase[]>> = {
  ...ITEM_CASES,
  ...UPDATE_CASES,
  ...SET_CASES,
  ...TRANSACTION_CASES,
  ...TABLE_CASES,
};

let endpoint: DynamoEndpoint;

interface WireAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A call as it goes over the wire, so that names and members are seen without the SDK's help. */
async function post(target: string, text: string): Promise<WireAnswer> {
  const response = await fetch(endpoint.url, {
    method: 'POST',
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
    body: text,
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get('x-amz-crc32')).toBe(String(crc32(bytes)));
  expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9A-Z]{52}$/);
  return { status: response.status, body: JSON.parse(bytes.toString('utf8')) };
}

const callWire = (operation: string, input: object) =>
  post(`DynamoDB_20120810.${operation}`, JSON.stringify(input));

beforeAll(async () => {
  endpoint = await openEndpoint();
  for (const table of TABLES) await callWire('CreateTable', table);
});

afterAll(() => endpoint.close());

function expectError(
  { status, body }: WireAnswer,
  expected: NonNullable<ConformanceCase['error']>,
) {
  const [code, message, expectedStatus = 400] = expected;
  expect(String(body['__type']).split('#')[1]).toBe(code);
  const told = body['message'] ?? body['Message'];
  if (typeof message === 'string') expect(told).toBe(message);
  else expect(told).toMatch(message);
  expect(status).toBe(expectedStatus);
}

async function runCase(one: ConformanceCase) {
  for (const [operation, input] of one.given ?? []) {
    expect(await callWire(operation, input)).toMatchObject({ status: 200 });
  }
  const answer = await callWire(...one.call);
  if (one.error) {
    expectError(answer, one.error);
    return;
  }
  expect(answer).toMatchObject({ status: 200, body: one.answer ?? {} });
  for (const member of one.without ?? []) expect(answer.body).not.toHaveProperty(member);
}

for (const [operation, cases] of Object.entries(CASES)) {
  describe(operation, () => {
    for (const one of cases) test(one.name, () => runCase(one));
  });
}

describe('the wire', () => {
  test('refuses a body that is not JSON', async () => {
    const answer = await post('DynamoDB_20120810.GetItem', '{');
    expectError(answer, ['SerializationException', /./]);
  });

  test('refuses a target that is none', async () => {
    const answer = await post('Nothing', '{}');
    expectError(answer, ['UnknownOperationException', /^$/]);
  });

  test('refuses streams by name', async () => {
    const answer = await post('DynamoDBStreams_20120810.ListStreams', '{}');
    expectError(answer, ['NotImplemented', 'dynamodb:ListStreams is not emulated locally', 501]);
  });
});
