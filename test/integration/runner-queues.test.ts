import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RaisedAlarm } from '../../lib/local/runner/alarm-watch.ts';
import type { LogEntry } from '../../lib/local/runner/function-log.ts';
import { type Office, startOffice } from '../../lib/local/runner/office.ts';
import {
  createTestAssembly,
  createTestClock,
  functionResources,
  mappingResource,
  mayRead,
  requirePackage,
  type TestAssembly,
  until,
} from './runner-assembly.ts';

const worker = `
exports.handler = async ({ Records }) => {
  console.log(JSON.stringify({ what: 'batch', bodies: Records.map(({ body }) => body), at: new Date().toISOString() }));
  return { batchItemFailures: Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;

const sender = `
const { SQSClient, SendMessageCommand } = ${requirePackage('@aws-sdk/client-sqs')};
const sqs = new SQSClient({ maxAttempts: 1 });
exports.handler = async ({ queue, body }) => {
  try {
    await sqs.send(new SendMessageCommand({ QueueUrl: process.env[queue], MessageBody: body }));
    return 'sent';
  } catch (error) {
    return error.name + ': ' + error.message;
  }
};`;

const queue = (more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { VisibilityTimeout: 60, ...more },
});

let prepared: TestAssembly;
let office: Office;
let sqs: SQSClient;
const clock = createTestClock();
const logs: LogEntry[] = [];
const alarms: RaisedAlarm[] = [];
const errors: unknown[] = [];

beforeAll(async () => {
  prepared = createTestAssembly(
    { worker, sender, deaf: worker },
    {
      office: {
        Resources: {
          Dead: queue({ QueueName: 'work-dead' }),
          Work: queue({
            QueueName: 'work',
            RedrivePolicy: {
              maxReceiveCount: 2,
              deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] },
            },
          }),
          Unheard: queue({ QueueName: 'unheard' }),
          DeadAlarm: {
            Type: 'AWS::CloudWatch::Alarm',
            Properties: {
              AlarmDescription: 'work is dead',
              MetricName: 'ApproximateNumberOfMessagesVisible',
              Namespace: 'AWS/SQS',
              Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Dead', 'QueueName'] } }],
              Threshold: 1,
            },
          },
          ...functionResources('Worker', { allow: [mayRead('Work')] }),
          ...functionResources('Deaf'),
          ...functionResources('Sender', {
            environment: { WORK: { Ref: 'Work' }, DEAD: { Ref: 'Dead' } },
            allow: [{ Action: 'sqs:SendMessage', Resource: { 'Fn::GetAtt': ['Work', 'Arn'] } }],
          }),
          ...mappingResource('Work', 'Worker'),
          ...mappingResource('Unheard', 'Deaf'),
        },
        Outputs: { WorkUrl: { Value: { Ref: 'Work' } }, DeadUrl: { Value: { Ref: 'Dead' } } },
      },
    },
  );
  office = await startOffice({
    ...prepared,
    clock,
    onLog: (entry) => logs.push(entry),
    onAlarm: (alarm) => alarms.push(alarm),
    onError: (error) => errors.push(error),
  });
  sqs = new SQSClient({
    endpoint: office.endpoint,
    region: office.region,
    credentials: office.credentialsFor('operator'),
  });
});

afterAll(async () => {
  sqs.destroy();
  await office.close();
  prepared.remove();
});

const outputUrl = (name: string) => office.outputs['office']?.[name];
const countIn = async (QueueUrl: string | undefined): Promise<number> => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
  );
  return Number(Attributes?.['ApproximateNumberOfMessages']);
};
const timesSeen = (body: string) =>
  logs
    .filter(({ function: name }) => name === 'worker')
    .flatMap(({ entry }) => entry['bodies'] as string[])
    .filter((seen) => seen === body).length;

it('brings back only the message that failed, then lays it with the dead and raises the alarm', async () => {
  await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: outputUrl('WorkUrl'),
      Entries: ['good', 'bad', 'fine'].map((MessageBody, n) => ({ Id: `m${n}`, MessageBody })),
    }),
  );
  await until(() => timesSeen('bad') === 1 && timesSeen('fine') === 1);
  clock.advance(61_000);
  await until(() => timesSeen('bad') === 2);
  clock.advance(61_000);
  await until(async () => (await countIn(outputUrl('DeadUrl'))) === 1);
  await office.quiet();
  expect([timesSeen('good'), timesSeen('bad'), timesSeen('fine')]).toEqual([1, 2, 1]);
  await until(() => alarms.length > 0);
  expect(alarms).toEqual([
    { alarm: 'DeadAlarm', description: 'work is dead', queueName: 'work-dead', messages: 1 },
  ]);
});

it('gives a function the moved clock', () => {
  const { entry } = logs.findLast(({ function: name }) => name === 'worker') ?? {};
  expect(Date.parse(String(entry?.['at']))).toBeGreaterThan(Date.now() + 50_000);
});

it('keeps the lines of a function in its log file', () => {
  const lines = readFileSync(join(prepared.folder, 'logs', 'worker.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toContainEqual(expect.objectContaining({ what: 'batch' }));
});

it('lets a function do what its role grants and nothing else', async () => {
  const send = (queueName: string) => office.invoke('sender', { queue: queueName, body: 'one' });
  expect(await send('WORK')).toEqual({ payload: 'sent' });
  const { payload } = (await send('DEAD')) as { payload: string };
  expect(payload).toMatch(/^AccessDenied.*Sender.*sqs:SendMessage.*work-dead/);
  await office.quiet();
});

it('shows each call with its principal and outcome to an observer', async () => {
  const seen: unknown[] = [];
  const stop = office.observe(({ operation, principal, status }) => {
    if (principal.includes('Sender')) seen.push([operation, status]);
  });
  await office.invoke('sender', { queue: 'DEAD', body: 'x' });
  await office.invoke('sender', { queue: 'WORK', body: 'x' });
  stop();
  expect(seen).toEqual([
    ['SendMessage', 403],
    ['SendMessage', 200],
  ]);
  await office.quiet();
});

it('reads a queue with the rights of the function: without them nothing is lost', async () => {
  const url = outputUrl('WorkUrl')?.replace(/work$/, 'unheard');
  await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'stay' }));
  await until(() => errors.length > 0);
  expect(String(errors[0])).toMatch(/Deaf.*sqs:ReceiveMessage/);
  expect(await countIn(url)).toBe(1);
});
