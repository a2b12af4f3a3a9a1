import { createHash } from 'node:crypto';
import type { SendMessageBatchResult } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestQueues, QUEUE_ARN, type TestQueues } from '../../support/test-queues.ts';

const failure = (code: string) => expect.objectContaining({ code });
let queues: TestQueues;

beforeEach(() => {
  queues = openTestQueues();
});
afterEach(() => queues.close());

describe('bad input', () => {
  test.each([
    ['an empty body', { MessageBody: '' }, 'MissingParameter'],
    ['a control character', { MessageBody: 'a\u0000b' }, 'InvalidMessageContents'],
    ['a body over 1 MiB', { MessageBody: 'x'.repeat(1_048_577) }, 'InvalidParameterValue'],
    [
      'an attribute without a value',
      { MessageBody: 'x', MessageAttributes: { a: { DataType: 'String' } } },
      'InvalidParameterValue',
    ],
    [
      'system attributes, which are not emulated',
      { MessageBody: 'x', MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String' } } },
      'UnsupportedOperation',
    ],
  ])('%s is refused', async (_, input, code) => {
    await queues.create('work');
    await expect(
      queues.call('SendMessage', { QueueUrl: queues.urlOf('work'), ...input }),
    ).rejects.toEqual(failure(code));
    expect(await queues.counts('work')).toEqual([0, 0, 0]);
  });

  test('an entry refused within a batch fails alone', async () => {
    await queues.create('work');
    const answer = await queues.call<SendMessageBatchResult>('SendMessageBatch', {
      QueueUrl: queues.urlOf('work'),
      Entries: [
        { Id: 'good', MessageBody: 'good' },
        { Id: 'bad', MessageBody: 'a\u0001' },
      ],
    });
    expect(answer.Successful?.map((entry) => entry.Id)).toEqual(['good']);
    expect(answer.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents' }]);
    expect(await queues.bodies('work')).toEqual(['good']);
  });

  test.each([
    ['no entry', [], 'EmptyBatchRequest'],
    ['one id twice', [{ Id: 'a' }, { Id: 'a' }], 'BatchEntryIdsNotDistinct'],
    ['an id with a blank', [{ Id: 'a b' }], 'InvalidBatchEntryId'],
    [
      'eleven entries',
      Array.from({ length: 11 }, (_, index) => ({ Id: `e${index}` })),
      'TooManyEntriesInBatchRequest',
    ],
    [
      'more than 1 MiB together',
      ['a', 'b'].map((Id) => ({ Id, MessageBody: 'x'.repeat(600_000) })),
      'BatchRequestTooLong',
    ],
  ])('a batch with %s is refused whole', async (_, Entries, code) => {
    await queues.create('work');
    await expect(
      queues.call('SendMessageBatch', { QueueUrl: queues.urlOf('work'), Entries }),
    ).rejects.toEqual(failure(code));
  });

  test('unknown queues, foreign accounts and bad attributes have their own codes', async () => {
    await expect(queues.send('none', 'x')).rejects.toEqual(failure('QueueDoesNotExist'));
    await expect(
      queues.call('PurgeQueue', { QueueUrl: 'http://127.0.0.1:4510/999999999999/work' }),
    ).rejects.toEqual(failure('QueueDoesNotExist'));
    await expect(queues.call('PurgeQueue', { QueueUrl: 'work' })).rejects.toEqual(
      failure('InvalidAddress'),
    );
    await expect(queues.create('work', { Colour: 'red' })).rejects.toEqual(
      failure('InvalidAttributeName'),
    );
    await expect(queues.create('work', { RedrivePolicy: '{"maxReceiveCount":0}' })).rejects.toEqual(
      failure('InvalidAttributeValue'),
    );
    await queues.create('work', { DelaySeconds: '5' });
    await expect(queues.create('work', { DelaySeconds: '6' })).rejects.toEqual(
      failure('QueueNameExists'),
    );
    await expect(queues.create('work', { DelaySeconds: '5' })).resolves.toEqual({
      QueueUrl: queues.urlOf('work'),
    });
  });
});

test('message attributes come back as they were sent, binary ones too, also after a restart', async () => {
  await queues.create('work');
  const attributes = {
    type: { DataType: 'String', StringValue: 'Công văn' },
    pages: { DataType: 'Number.int', StringValue: '12' },
    digest: { DataType: 'Binary', BinaryValue: createHash('sha256').update('x').digest() },
  };
  await queues.send('work', 'one', { MessageAttributes: attributes });
  await queues.restart();
  const [message] = await queues.receive('work');
  expect(message?.MessageAttributes).toEqual(attributes);
  expect(message?.MD5OfBody).toBe(createHash('md5').update('one').digest('hex'));
});

test('the digest of message attributes is the one that AWS gives', async () => {
  await queues.create('work');
  // A vector that the tests of moto hold as the answer of AWS.
  const answer = await queues.send('work', 'one', {
    MessageAttributes: { timestamp: { DataType: 'Number', StringValue: '1493147359900' } },
  });
  expect(answer.MD5OfMessageAttributes).toBe('235c5c510d26fb653d073faed50ae77c');
});

test('purge and delete leave nothing, and a queue made anew is empty', async () => {
  await queues.create('work');
  await queues.send('work', 'one');
  await queues.call('PurgeQueue', { QueueUrl: queues.urlOf('work') });
  expect(await queues.bodies('work')).toEqual([]);
  await queues.send('work', 'two');
  await queues.call('DeleteQueue', { QueueUrl: queues.urlOf('work') });
  await expect(queues.call('GetQueueUrl', { QueueName: 'work' })).rejects.toEqual(
    failure('QueueDoesNotExist'),
  );
  await queues.create('work');
  expect(await queues.bodies('work')).toEqual([]);
});

test('IAM is asked for the single action of a batch, with the policy of the queue', async () => {
  const Policy = JSON.stringify({
    Statement: { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' },
  });
  await queues.create('work', { Policy });
  expect(
    queues.service().authorize('SendMessageBatch', { QueueUrl: queues.urlOf('work') }),
  ).toEqual([
    {
      action: 'sqs:SendMessage',
      resource: `${QUEUE_ARN}work`,
      resourcePolicy: { Statement: [expect.objectContaining({ Effect: 'Deny' })] },
    },
  ]);
  const moving = queues.service().authorize('StartMessageMoveTask', {
    SourceArn: `${QUEUE_ARN}dead`,
    DestinationArn: `${QUEUE_ARN}work`,
  });
  expect(moving.map((need) => `${need.action} ${need.resource}`)).toEqual([
    `sqs:StartMessageMoveTask ${QUEUE_ARN}dead`,
    `sqs:ReceiveMessage ${QUEUE_ARN}dead`,
    `sqs:DeleteMessage ${QUEUE_ARN}dead`,
    `sqs:GetQueueAttributes ${QUEUE_ARN}dead`,
    `sqs:SendMessage ${QUEUE_ARN}work`,
  ]);
});
