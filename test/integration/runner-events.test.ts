import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { LogEntry } from '../../lib/local/runner/function-log.ts';
import { type Office, startOffice } from '../../lib/local/runner/office.ts';
import {
  createTestAssembly,
  createTestClock,
  functionResources,
  mappingResource,
  mayRead,
  type TestAssembly,
  until,
} from './runner-assembly.ts';

const heard = `exports.handler = async (event) => { console.log(JSON.stringify({ event })); };`;
const getAtt = (id: string, name = 'Arn') => ({ 'Fn::GetAtt': [id, name] });
const sendPolicy = (service: string, queue: string) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: queue }],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: service },
          Action: 'sqs:SendMessage',
          Resource: getAtt(queue),
        },
      ],
    },
  },
});

let prepared: TestAssembly;
let office: Office;
const clock = createTestClock();
let logs: LogEntry[] = [];
const errors: unknown[] = [];

const target = {
  Id: 'queue',
  InputTransformer: { InputPathsMap: { id: '$.detail.id' }, InputTemplate: '{"id":<id>}' },
};

beforeAll(async () => {
  prepared = createTestAssembly(
    { listener: heard, ticker: heard },
    {
      state: {
        Resources: {
          Inbox: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'inbox' } },
          InboxPolicy: sendPolicy('s3.amazonaws.com', 'Inbox'),
          Drop: {
            Type: 'AWS::S3::Bucket',
            DependsOn: 'InboxPolicy',
            Properties: {
              BucketName: 'drop',
              NotificationConfiguration: {
                QueueConfigurations: [
                  {
                    Event: 's3:ObjectCreated:*',
                    Queue: getAtt('Inbox'),
                    Filter: { S3Key: { Rules: [{ Name: 'suffix', Value: '.json' }] } },
                  },
                ],
              },
            },
          },
        },
        Outputs: {
          InboxArn: { Value: getAtt('Inbox') },
          Exported: { Value: getAtt('Inbox'), Export: { Name: 'inbox-arn' } },
        },
      },
      work: {
        Resources: {
          Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'office' } },
          Closed: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'closed' } },
          Routed: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'routed' } },
          RoutedPolicy: sendPolicy('events.amazonaws.com', 'Routed'),
          Rule: {
            Type: 'AWS::Events::Rule',
            Properties: {
              EventBusName: { Ref: 'Bus' },
              EventPattern: { source: [{ 'anything-but': ['vanthu'] }] },
              State: 'ENABLED',
              Targets: [
                { ...target, Arn: getAtt('Routed') },
                { ...target, Id: 'closed', Arn: getAtt('Closed') },
              ],
            },
          },
          ...functionResources('Listener', {
            allow: [
              mayRead('Routed'),
              {
                Action: mayRead('Routed').Action,
                Resource: {
                  'Fn::GetStackOutput': { StackName: 'state', OutputName: 'InboxArn' },
                },
              },
            ],
          }),
          ...functionResources('Ticker'),
          ...mappingResource('Routed', 'Listener'),
          ...mappingResource('Routed', 'Listener', {}),
          FromInbox: {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: {
              EventSourceArn: { 'Fn::ImportValue': 'inbox-arn' },
              FunctionName: { Ref: 'Listener' },
            },
          },
          CallerRole: {
            Type: 'AWS::IAM::Role',
            Properties: {
              AssumeRolePolicyDocument: {},
              Policies: [
                {
                  PolicyName: 'p',
                  PolicyDocument: {
                    Statement: [
                      {
                        Effect: 'Allow',
                        Action: 'lambda:InvokeFunction',
                        Resource: getAtt('Ticker'),
                      },
                    ],
                  },
                },
              ],
            },
          },
          EachHour: {
            Type: 'AWS::Scheduler::Schedule',
            Properties: {
              Name: 'hourly',
              ScheduleExpression: 'rate(1 hour)',
              FlexibleTimeWindow: { Mode: 'OFF' },
              Target: { Arn: getAtt('Ticker'), RoleArn: getAtt('CallerRole') },
            },
          },
        },
      },
    },
  );
  office = await startOffice({
    ...prepared,
    clock,
    onLog: (entry) => logs.push(entry),
    onError: (error) => errors.push(error),
  });
});

afterAll(async () => {
  await office.close();
  prepared.remove();
});

beforeEach(async () => {
  await office.quiet();
  logs = [];
});

const client = () => ({
  endpoint: office.endpoint,
  region: office.region,
  credentials: office.credentialsFor('operator'),
});
const bodies = () =>
  logs
    .filter(({ function: name }) => name === 'listener')
    .flatMap(({ entry }) => (entry['event'] as { Records: { body: string }[] }).Records)
    .map(({ body }) => JSON.parse(body));

const putEvent = async (Source: string): Promise<void> => {
  const events = new EventBridgeClient(client());
  const Detail = JSON.stringify({ id: `from ${Source}`, subject: 'not for the queue' });
  await events.send(
    new PutEventsCommand({
      Entries: [{ EventBusName: 'office', Source, DetailType: 'sent', Detail }],
    }),
  );
  events.destroy();
};

it('takes an event from the bus through its rule, transformed, to the function', async () => {
  await putEvent('vanthu');
  await putEvent('eoffice');
  await office.quiet();
  expect(bodies()).toEqual([{ id: 'from eoffice' }]);
});

it('holds a rule to the policy of its queue: a queue without one gets nothing', async () => {
  await putEvent('eoffice');
  await until(() => errors.some((error) => String(error).includes('closed')));
  expect(errors.map(String).join()).toMatch(/events\.amazonaws\.com.*sqs:SendMessage.*closed/);
});

it('tells the function of each object that fits the filter of its bucket', async () => {
  const s3 = new S3Client(client());
  for (const Key of ['eoffice/một sự kiện.json', 'eoffice/note.txt'])
    await s3.send(new PutObjectCommand({ Bucket: 'drop', Key, Body: '{}' }));
  s3.destroy();
  await office.quiet();
  const keys = bodies()
    .flatMap(({ Records }) => Records ?? [])
    .map(({ s3: { object } }) => decodeURIComponent(object.key.replaceAll('+', ' ')));
  expect(keys).toEqual(['eoffice/một sự kiện.json']);
});

it('calls the function of a schedule when the clock reaches its hour', async () => {
  const ticks = () => logs.filter(({ function: name }) => name === 'ticker').length;
  expect(ticks()).toBe(0);
  clock.advance(3_600_000);
  await until(() => ticks() === 1);
});
