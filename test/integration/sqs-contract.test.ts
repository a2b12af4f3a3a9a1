import { setImmediate } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSqs } from '../../lib/local/sqs/sqs-service.ts';
import {
  ACCOUNT,
  REGION,
  startTestEndpoints,
  type TestEndpoints,
} from '../support/local-endpoints.ts';

const READER = `arn:aws:iam::${ACCOUNT}:role/reader`;
const ARN = `arn:aws:sqs:${REGION}:${ACCOUNT}:`;

let endpoints: TestEndpoints;
let sqs: SQSClient;

beforeEach(async () => {
  endpoints = await startTestEndpoints({ services: (context) => [createSqs(context)] });
  sqs = new SQSClient(endpoints.clientFor());
});
afterEach(async () => {
  sqs.destroy();
  await endpoints.close();
});

async function createQueue(QueueName: string, Attributes: Record<string, string> = {}) {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl;
}

async function receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}) {
  const answer = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
      ...more,
    }),
  );
  return answer.Messages ?? [];
}

test('messages and their attributes pass the digests that the SDK checks', async () => {
  const QueueUrl = await createQueue('work');
  expect(QueueUrl).toBe(`${endpoints.baseUrl}/${ACCOUNT}/work`);
  const MessageAttributes = {
    type: { DataType: 'String', StringValue: 'Công văn' },
    pages: { DataType: 'Number', StringValue: '12' },
    digest: { DataType: 'Binary', BinaryValue: Uint8Array.from([0, 1, 254, 255]) },
  };
  const MessageBody = 'Kính gửi: Uỷ ban Dân tộc\n“nháy kép” & <thẻ>';
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
  const [message] = await receive(QueueUrl);
  expect(message?.Body).toBe(MessageBody);
  expect(message?.MessageAttributes).toMatchObject({
    type: { StringValue: 'Công văn' },
    pages: { StringValue: '12' },
  });
  const digest = message?.MessageAttributes?.['digest']?.BinaryValue;
  expect([...(digest ?? [])]).toEqual([0, 1, 254, 255]);
});

test('a batch sends, one receive takes and a batch deletes', async () => {
  const QueueUrl = await createQueue('work');
  const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id }));
  const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(sent.Successful).toHaveLength(3);
  const messages = await receive(QueueUrl);
  const deletion = await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl,
      Entries: [
        ...messages.map(({ ReceiptHandle }, index) => ({ Id: `m${index}`, ReceiptHandle })),
        { Id: 'junk', ReceiptHandle: 'junk' },
      ],
    }),
  );
  expect(deletion.Successful).toHaveLength(3);
  expect(deletion.Failed).toMatchObject([{ Id: 'junk', Code: 'ReceiptHandleIsInvalid' }]);
  endpoints.clock.now += 60_000;
  expect(await receive(QueueUrl)).toEqual([]);
});

test('a long poll over the wire ends with the message that arrives meanwhile', async () => {
  const QueueUrl = await createQueue('work');
  const waiting = receive(QueueUrl, { WaitTimeSeconds: 20 });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'arrived' }));
  expect((await waiting).map(({ Body }) => Body)).toEqual(['arrived']);
});

test('a receiver that hangs up takes no message', async () => {
  const QueueUrl = await createQueue('work');
  const controller = new AbortController();
  const command = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 });
  const hungUp = sqs.send(command, { abortSignal: controller.signal });
  // The call has reached the server once another one, sent after it, has been answered.
  await sqs.send(new GetQueueUrlCommand({ QueueName: 'work' }));
  controller.abort();
  await expect(hungUp).rejects.toMatchObject({ name: 'AbortError' });
  // The server has noticed when it has put the call aside.
  while (!endpoints.calls.some(({ operation }) => operation === 'ReceiveMessage')) {
    await setImmediate();
  }
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
  const [message] = await receive(QueueUrl, { WaitTimeSeconds: 1 });
  expect(message?.Attributes?.ApproximateReceiveCount).toBe('1');
}, 10_000);

test('dead letters and their way back', async () => {
  const dead = await createQueue('dead');
  const work = await createQueue('work', { VisibilityTimeout: '30' });
  await sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: work,
      Attributes: {
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${ARN}dead`, maxReceiveCount: 1 }),
      },
    }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl: work, MessageBody: 'poison' }));
  const [message] = await receive(work);
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: work,
      ReceiptHandle: message?.ReceiptHandle,
      VisibilityTimeout: 0,
    }),
  );
  expect(await receive(work)).toEqual([]);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: dead,
      AttributeNames: ['ApproximateNumberOfMessages', 'QueueArn'],
    }),
  );
  expect(Attributes).toEqual({ ApproximateNumberOfMessages: '1', QueueArn: `${ARN}dead` });
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: `${ARN}dead` }));
  const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: `${ARN}dead` }));
  expect(Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
  expect((await receive(work)).map(({ Body }) => Body)).toEqual(['poison']);
});

test('errors arrive as the exceptions of the SDK, with the codes of the query protocol', async () => {
  const missing = sqs.send(new GetQueueUrlCommand({ QueueName: 'none' }));
  await expect(missing).rejects.toBeInstanceOf(QueueDoesNotExist);
  await expect(missing).rejects.toMatchObject({
    Code: 'AWS.SimpleQueueService.NonExistentQueue',
  });
  const QueueUrl = await createQueue('work');
  await expect(
    sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'junk' })),
  ).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  await expect(sqs.send(new TagQueueCommand({ QueueUrl, Tags: { a: 'b' } }))).rejects.toMatchObject(
    { name: 'NotImplemented' },
  );
});

test('a role may do on a queue what its policy says and no more', async () => {
  const QueueUrl = await createQueue('work');
  const reader = new SQSClient(
    endpoints.clientFor(READER, {
      Statement: [{ Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: `${ARN}work` }],
    }),
  );
  await expect(reader.send(new ReceiveMessageCommand({ QueueUrl }))).resolves.toBeDefined();
  await expect(
    reader.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })),
  ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(reader.send(new ListQueuesCommand({}))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  reader.destroy();
});
