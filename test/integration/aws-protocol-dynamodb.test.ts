import type { IncomingMessage, ServerResponse } from 'node:http';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { AwsServiceError, type EmulatedDynamo } from '../../lib/local/aws/service.ts';
import {
  ACCOUNT,
  OPERATOR,
  startTestEndpoints,
  type TestEndpoints,
} from '../support/local-endpoints.ts';

const TABLE_ARN = `arn:aws:dynamodb:ap-southeast-1:${ACCOUNT}:table/register`;
const READER = `arn:aws:iam::${ACCOUNT}:role/reader`;

let endpoints: TestEndpoints;
let handled: { principal: string; input: unknown }[];

/** An engine that answers reads and refuses every write, as a failed condition would. */
const engine: EmulatedDynamo = {
  handle: async (
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer,
    principal: string,
  ) => {
    handled.push({ principal, input: JSON.parse(body.toString()) });
    const write = String(request.headers['x-amz-target']).endsWith('PutItem');
    const type = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
    const answer = write ? { __type: type, message: 'refused' } : { Item: { id: { S: 'đ' } } };
    response.writeHead(write ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer));
  },
  authorize: (operation) => [{ action: `dynamodb:${operation}`, resource: TABLE_ARN }],
  close: async () => undefined,
};

const read = new GetItemCommand({ TableName: 'register', Key: { id: { S: '1' } } });
const write = new PutItemCommand({ TableName: 'register', Item: { id: { S: '1' } } });

beforeEach(async () => {
  handled = [];
  endpoints = await startTestEndpoints({ services: () => [], dynamo: async () => engine });
});

afterEach(() => endpoints.close());

async function nameOfFailure(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: { name: string }) => error.name,
  );
}

test('the engine gets whole requests with their principal', async () => {
  const { Item } = await new DynamoDBClient(endpoints.clientFor()).send(read);
  expect(Item).toEqual({ id: { S: 'đ' } });
  expect(handled).toEqual([
    { principal: OPERATOR, input: { TableName: 'register', Key: { id: { S: '1' } } } },
  ]);
});

test('what the engine refuses is observed under its code', async () => {
  const client = new DynamoDBClient(endpoints.clientFor());
  expect(await nameOfFailure(client.send(write))).toBe('ConditionalCheckFailedException');
  expect(endpoints.calls).toMatchObject([
    {
      service: 'dynamodb',
      operation: 'PutItem',
      principal: OPERATOR,
      input: { TableName: 'register' },
      status: 400,
      errorCode: 'ConditionalCheckFailedException',
    },
  ]);
});

test('Denied: a call that the role does not hold never reaches the engine', async () => {
  const grant = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: TABLE_ARN } as const;
  const client = new DynamoDBClient(endpoints.clientFor(READER, { Statement: [grant] }));
  await client.send(read);
  expect(await nameOfFailure(client.send(write))).toBe('AccessDeniedException');
  expect(handled).toHaveLength(1);
});

test('a wrong secret never reaches the engine', async () => {
  const config = endpoints.clientFor();
  const credentials = { ...config.credentials, secretAccessKey: 'wrong' };
  const client = new DynamoDBClient({ ...config, credentials });
  expect(await nameOfFailure(client.send(read))).toBe('InvalidSignatureException');
  expect(handled).toEqual([]);
});

test('an injected error is answered in place of the engine', async () => {
  endpoints.faults.before = ({ operation }) =>
    operation === 'PutItem'
      ? new AwsServiceError('ProvisionedThroughputExceededException', 'slow down')
      : undefined;
  const client = new DynamoDBClient(endpoints.clientFor());
  expect(await nameOfFailure(client.send(write))).toBe('ProvisionedThroughputExceededException');
  await client.send(read);
  expect(handled).toHaveLength(1);
});

test('a lost reply breaks the connection after the engine has acted', async () => {
  endpoints.faults.after = () => 'disconnect';
  const client = new DynamoDBClient(endpoints.clientFor());
  await nameOfFailure(client.send(read));
  expect(handled).toHaveLength(1);
});
