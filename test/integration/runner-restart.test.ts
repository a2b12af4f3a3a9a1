import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { LogEntry } from '../../lib/local/runner/function-log.ts';
import { type Office, startOffice } from '../../lib/local/runner/office.ts';
import { findRunningOffice } from '../../lib/local/runner/running-office.ts';
import type { Template } from '../../lib/local/runner/template.ts';
import {
  createTestAssembly,
  functionResources,
  mappingResource,
  mayRead,
  type TestAssembly,
} from './runner-assembly.ts';

const table = (more: object = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    ...more,
  },
});
const stack = (Resources: Template['Resources']): Template => ({
  Resources: {
    Register: table(),
    Key: { Type: 'AWS::KMS::Key', Properties: keyPolicy },
    ...Resources,
  },
  Outputs: {
    Table: { Value: { Ref: 'Register' } },
    Key: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } },
  },
});
const keyPolicy = {
  KeyPolicy: {
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          AWS: { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':root']] },
        },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  },
};
const greeter = (greeting: string) =>
  functionResources('Greeter', { environment: { GREETING: greeting }, allow: [] });

let prepared: TestAssembly;
let office: Office;
let logs: LogEntry[] = [];

beforeEach(async () => {
  logs = [];
  prepared = createTestAssembly(
    {
      greeter: `exports.handler = async ({ Records }) => {
        if (!Records) return process.env.GREETING;
        console.log(JSON.stringify({ bodies: Records.map(({ body }) => body) }));
      };`,
    },
    { office: stack(greeter('hello')) },
  );
  office = await start();
});
afterEach(async () => {
  await office.close();
  prepared.remove();
});

const start = () => startOffice({ ...prepared, onLog: (entry) => logs.push(entry) });
const restart = async (Resources: Template['Resources']): Promise<void> => {
  await office.close();
  prepared.writeStack('office', stack(Resources));
  office = await start();
};
const client = () => ({
  endpoint: office.endpoint,
  region: office.region,
  credentials: office.credentialsFor('operator'),
});
const item = { pk: { S: 'DOC#1' } };

it('goes on with the same data, keys and credentials after a restart', async () => {
  const { outputs } = office;
  const credentials = office.credentialsFor('greeter');
  const TableName = outputs['office']?.['Table'];
  await new DynamoDBClient(client()).send(new PutItemCommand({ TableName, Item: item }));
  await restart(greeter('hello'));
  expect(office.outputs).toEqual(outputs);
  expect(office.credentialsFor('greeter')).toEqual(credentials);
  const { Item } = await new DynamoDBClient(client()).send(
    new GetItemCommand({ TableName, Key: item }),
  );
  expect(Item).toEqual(item);
});

it('applies a later template: another variable, a new queue with a reader, a new index', async () => {
  expect(await office.invoke('greeter', {})).toEqual({ payload: 'hello' });
  const TableName = office.outputs['office']?.['Table'];
  await new DynamoDBClient(client()).send(new PutItemCommand({ TableName, Item: item }));
  await restart({
    ...functionResources('Greeter', {
      environment: { GREETING: 'xin chào' },
      allow: [mayRead('New')],
    }),
    New: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'new' } },
    ...mappingResource('New', 'Greeter'),
    Register: table({
      AttributeDefinitions: ['pk', 'desk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'to-do',
          KeySchema: [{ AttributeName: 'desk', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  });
  expect(await office.invoke('greeter', {})).toEqual({ payload: 'xin chào' });
  const QueueUrl = `${office.endpoint}/${office.account}/new`;
  await new SQSClient(client()).send(new SendMessageCommand({ QueueUrl, MessageBody: 'first' }));
  await office.quiet(10000);
  expect(logs.map(({ entry }) => entry)).toContainEqual({ bodies: ['first'] });
  const dynamodb = new DynamoDBClient(client());
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['to-do']);
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: item }));
  expect(Item).toEqual(item);
});

it('refuses a template that could only be applied by losing data', async () => {
  await office.close();
  const Register = table({
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  });
  prepared.writeStack('office', stack({ Register }));
  await expect(start()).rejects.toMatchObject({
    code: 'UNSUPPORTED_CHANGE',
    where: 'office/Register',
  });
  prepared.writeStack('office', stack(greeter('hello')));
  office = await start();
});

it('can be found by other processes while it runs, and lets no second one on its folder', async () => {
  expect(await findRunningOffice(prepared.folder)).toMatchObject({
    pid: process.pid,
    endpoint: office.endpoint,
    outputs: office.outputs,
    operator: { accessKeyId: office.credentialsFor('operator').accessKeyId },
  });
  await expect(start()).rejects.toThrow('an office already runs on');
  await office.close();
  expect(await findRunningOffice(prepared.folder)).toBeUndefined();
  office = await start();
});
