import {
  CreateEventBusCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  InvalidEventPatternException,
  ListRulesCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { inSubfolder } from '../../lib/local/aws/endpoint-server.ts';
import { createEventBridge } from '../../lib/local/eventbridge/eventbridge-service.ts';
import { createSqs } from '../../lib/local/sqs/sqs-service.ts';
import {
  ACCOUNT,
  REGION,
  startTestEndpoints,
  type TestEndpoints,
} from '../support/local-endpoints.ts';

const SOURCE = `arn:aws:iam::${ACCOUNT}:role/eoffice`;
const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;

let endpoints: TestEndpoints;
let events: EventBridgeClient;
let sqs: SQSClient;

beforeEach(async () => {
  endpoints = await startTestEndpoints({
    services: (context) => {
      const queues = createSqs(inSubfolder(context, 'sqs'));
      const bus = createEventBridge(inSubfolder(context, 'events'), {
        deliver: (target, body) => {
          queues.send(target.arn, { MessageBody: body }, 'events.amazonaws.com');
        },
        onDropped: (_, error) => {
          throw error;
        },
      });
      return [bus, queues];
    },
  });
  events = new EventBridgeClient(endpoints.clientFor());
  sqs = new SQSClient(endpoints.clientFor());
});
afterEach(async () => {
  events.destroy();
  sqs.destroy();
  await endpoints.close();
});

async function receiveOne(name: string): Promise<unknown> {
  const QueueUrl = `${endpoints.baseUrl}/${ACCOUNT}/${name}`;
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }),
  );
  return JSON.parse(Messages[0]?.Body ?? 'null');
}

async function connect(name: string, pattern: object, target: object = {}) {
  await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const EventPattern = JSON.stringify(pattern);
  await events.send(new PutRuleCommand({ Name: name, EventBusName: 'office', EventPattern }));
  await events.send(
    new PutTargetsCommand({
      Rule: name,
      EventBusName: 'office',
      Targets: [{ Id: '1', Arn: queueArn(name), ...target }],
    }),
  );
}

test('ordinary events go whole to one queue, the rest to another without their content', async () => {
  await events.send(new CreateEventBusCommand({ Name: 'office' }));
  await connect('receive', { detail: { secrecy: ['thuong'] } });
  await connect(
    'refuse',
    { detail: { secrecy: [{ 'anything-but': 'thuong' }] } },
    {
      InputTransformer: {
        InputPathsMap: { id: '$.detail.id', source: '$.source' },
        InputTemplate: '{"id":<id>,"source":<source>}',
      },
    },
  );
  const entry = (secrecy: string) => ({
    EventBusName: 'office',
    Source: 'vn.ubdt.eoffice',
    DetailType: 'document.received.v1',
    Time: new Date('2026-03-02T01:00:00Z'),
    Detail: JSON.stringify({ id: `d-${secrecy}`, secrecy, subject: 'Trích yếu' }),
  });
  const answer = await events.send(
    new PutEventsCommand({ Entries: [entry('thuong'), entry('mat'), { Source: 'no detail' }] }),
  );
  expect(answer.FailedEntryCount).toBe(1);
  expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    undefined,
    undefined,
    'InvalidArgument',
  ]);
  expect(await receiveOne('receive')).toMatchObject({
    'detail-type': 'document.received.v1',
    time: '2026-03-02T01:00:00Z',
    detail: { id: 'd-thuong', subject: 'Trích yếu' },
  });
  expect(await receiveOne('refuse')).toEqual({ id: 'd-mat', source: 'vn.ubdt.eoffice' });
});

test('rules are described and listed, errors arrive as the exceptions of the SDK', async () => {
  await events.send(new CreateEventBusCommand({ Name: 'office' }));
  await connect('work', { source: ['a'] });
  const rule = await events.send(new DescribeRuleCommand({ Name: 'work', EventBusName: 'office' }));
  expect(rule).toMatchObject({ State: 'ENABLED', EventPattern: '{"source":["a"]}' });
  const { Rules } = await events.send(new ListRulesCommand({ EventBusName: 'office' }));
  expect(Rules?.map(({ Name }) => Name)).toEqual(['work']);
  await expect(
    events.send(new DescribeRuleCommand({ Name: 'none', EventBusName: 'office' })),
  ).rejects.toBeInstanceOf(ResourceNotFoundException);
  await expect(
    events.send(new PutRuleCommand({ Name: 'bad', EventPattern: '{"source":"a"}' })),
  ).rejects.toBeInstanceOf(InvalidEventPatternException);
});

test('a source may put events of its own name and of no other', async () => {
  await events.send(new CreateEventBusCommand({ Name: 'office' }));
  const source = new EventBridgeClient(
    endpoints.clientFor(SOURCE, {
      Statement: [
        {
          Effect: 'Allow',
          Action: 'events:PutEvents',
          Resource: `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/office`,
          Condition: { StringEquals: { 'events:source': 'vn.ubdt.eoffice' } },
        },
      ],
    }),
  );
  const put = (Source: string) =>
    source.send(
      new PutEventsCommand({
        Entries: [{ EventBusName: 'office', Source, DetailType: 't', Detail: '{}' }],
      }),
    );
  await expect(put('vn.ubdt.eoffice')).resolves.toMatchObject({ FailedEntryCount: 0 });
  await expect(put('someone.else')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  source.destroy();
});
