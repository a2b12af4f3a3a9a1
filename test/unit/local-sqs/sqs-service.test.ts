import { createHash } from 'node:crypto';
import type {
  GetQueueAttributesResult,
  Message,
  ReceiveMessageResult,
  SendMessageBatchResult,
  SendMessageResult,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSqs, type EmulatedSqs } from '../../../lib/local/sqs/sqs-service.ts';
import {
  callOperation,
  createSurroundings,
  type TestSurroundings,
} from '../../support/emulated-service.ts';

const ARN = 'arn:aws:sqs:ap-southeast-1:111122223333:';
const SECOND = 1000;

describe('the embedded SQS', () => {
  let surroundings: TestSurroundings;
  let sqs: EmulatedSqs;

  beforeEach(() => {
    surroundings = createSurroundings();
    sqs = createSqs(surroundings.context);
  });
  afterEach(async () => {
    await sqs.close();
    surroundings.remove();
  });

  const urlOf = (name: string) => `http://127.0.0.1:4510/111122223333/${name}`;
  const call = <Output>(operation: string, input: object = {}) =>
    callOperation<Output>(sqs, operation, input);
  const create = (name: string, Attributes: Record<string, string> = {}) =>
    call('CreateQueue', { QueueName: name, Attributes });
  const send = (name: string, body: string, more: object = {}) =>
    call<SendMessageResult>('SendMessage', { QueueUrl: urlOf(name), MessageBody: body, ...more });
  const failure = (code: string) => expect.objectContaining({ code });

  async function receive(name: string, more: object = {}): Promise<Message[]> {
    const input = {
      QueueUrl: urlOf(name),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
      ...more,
    };
    return (await call<ReceiveMessageResult>('ReceiveMessage', input)).Messages ?? [];
  }
  const bodies = async (name: string, more: object = {}) =>
    (await receive(name, more)).map((message) => message.Body);
  const remove = (name: string, message: Message | undefined) =>
    call('DeleteMessage', { QueueUrl: urlOf(name), ReceiptHandle: message?.ReceiptHandle });
  const restart = async () => {
    await sqs.close();
    sqs = createSqs(surroundings.context);
  };
  const counts = async (name: string) => {
    const { Attributes } = await call<GetQueueAttributesResult>('GetQueueAttributes', {
      QueueUrl: urlOf(name),
      AttributeNames: ['All'],
    });
    return [
      Attributes?.ApproximateNumberOfMessages,
      Attributes?.ApproximateNumberOfMessagesNotVisible,
      Attributes?.ApproximateNumberOfMessagesDelayed,
    ].map(Number);
  };

  describe('visibility', () => {
    test('a received message is hidden for its timeout and then comes again with a higher count', async () => {
      await create('work', { VisibilityTimeout: '60' });
      await send('work', 'one');
      const [first] = await receive('work');
      expect(first?.Attributes?.ApproximateReceiveCount).toBe('1');
      surroundings.advance(59 * SECOND);
      expect(await bodies('work')).toEqual([]);
      expect(await counts('work')).toEqual([0, 1, 0]);
      surroundings.advance(SECOND);
      const [second] = await receive('work');
      expect(second?.Attributes).toMatchObject({
        ApproximateReceiveCount: '2',
        ApproximateFirstReceiveTimestamp: first?.Attributes?.ApproximateFirstReceiveTimestamp,
      });
    });

    test('a deleted message never comes again, also when its handle outlived the timeout', async () => {
      await create('work', { VisibilityTimeout: '5' });
      await send('work', 'one');
      const [message] = await receive('work');
      surroundings.advance(6 * SECOND);
      await remove('work', message);
      expect(await bodies('work')).toEqual([]);
    });

    test('the handle of an earlier receive deletes nothing', async () => {
      await create('work', { VisibilityTimeout: '5' });
      await send('work', 'one');
      const [early] = await receive('work');
      surroundings.advance(5 * SECOND);
      await receive('work');
      await remove('work', early);
      surroundings.advance(5 * SECOND);
      expect(await bodies('work')).toEqual(['one']);
    });

    test('visibility 0 gives the message back at once, and only one in flight can be changed', async () => {
      await create('work');
      await send('work', 'one');
      const [message] = await receive('work');
      const change = (VisibilityTimeout: number) =>
        call('ChangeMessageVisibility', {
          QueueUrl: urlOf('work'),
          ReceiptHandle: message?.ReceiptHandle,
          VisibilityTimeout,
        });
      await change(0);
      await expect(change(10)).rejects.toEqual(failure('MessageNotInflight'));
      expect(await bodies('work')).toEqual(['one']);
      await expect(change(43_201)).rejects.toEqual(failure('InvalidParameterValue'));
    });

    test('a handle of another queue or made of junk is refused', async () => {
      await create('work');
      await create('other');
      await send('other', 'one');
      const [foreign] = await receive('other');
      await expect(remove('work', foreign)).rejects.toEqual(failure('ReceiptHandleIsInvalid'));
      await expect(remove('work', { ReceiptHandle: 'junk' })).rejects.toEqual(
        failure('ReceiptHandleIsInvalid'),
      );
    });
  });

  describe('delay and retention', () => {
    test('a delayed message comes when its delay is over', async () => {
      await create('work', { DelaySeconds: '10' });
      await send('work', 'by the queue');
      await send('work', 'by itself', { DelaySeconds: 900 });
      expect(await counts('work')).toEqual([0, 0, 2]);
      surroundings.advance(10 * SECOND);
      expect(await bodies('work')).toEqual(['by the queue']);
      surroundings.advance(890 * SECOND);
      expect(await bodies('work')).toContain('by itself');
      await expect(send('work', 'x', { DelaySeconds: 901 })).rejects.toEqual(
        failure('InvalidParameterValue'),
      );
    });

    test('a message older than the retention period is gone', async () => {
      await create('work', { MessageRetentionPeriod: '60' });
      await send('work', 'old');
      surroundings.advance(60 * SECOND);
      expect(await bodies('work')).toEqual([]);
      expect(await counts('work')).toEqual([0, 0, 0]);
    });
  });

  describe('dead letters', () => {
    const setUp = async () => {
      await create('dead');
      await create('work', {
        VisibilityTimeout: '1',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `${ARN}dead`, maxReceiveCount: 3 }),
      });
    };
    const failThrice = async () => {
      for (let attempt = 0; attempt < 3; attempt++) {
        expect(await bodies('work')).toContain('poison');
        surroundings.advance(SECOND);
      }
    };

    test('a message goes there after maxReceiveCount receives and says where it came from', async () => {
      await setUp();
      const sent = await send('work', 'poison');
      await failThrice();
      expect(await bodies('work')).toEqual([]);
      const [dead] = await receive('dead');
      expect(dead).toMatchObject({
        Body: 'poison',
        MessageId: sent.MessageId,
        Attributes: { DeadLetterQueueSourceArn: `${ARN}work` },
      });
    });

    test('a good message behind a poison one is not held up', async () => {
      await setUp();
      await send('work', 'poison');
      await failThrice();
      await send('work', 'good');
      expect(await bodies('work')).toEqual(['good']);
    });

    test('the receive count that decides survives a restart', async () => {
      await setUp();
      await send('work', 'poison');
      for (let attempt = 0; attempt < 3; attempt++) {
        expect(await bodies('work')).toEqual(['poison']);
        surroundings.advance(SECOND);
        await restart();
      }
      expect(await bodies('work')).toEqual([]);
      expect(await bodies('dead')).toEqual(['poison']);
    });

    test('a move task takes dead letters back to their source as new messages', async () => {
      await setUp();
      await send('work', 'poison');
      await failThrice();
      await receive('work');
      await call('StartMessageMoveTask', { SourceArn: `${ARN}dead` });
      const [again] = await receive('work');
      expect(again).toMatchObject({ Body: 'poison', Attributes: { ApproximateReceiveCount: '1' } });
      expect(await counts('dead')).toEqual([0, 0, 0]);
      await expect(
        call('ListMessageMoveTasks', { SourceArn: `${ARN}dead` }),
      ).resolves.toMatchObject({
        Results: [{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }],
      });
    });

    test('a move task reports letters without a source and leaves them where they are', async () => {
      await setUp();
      await send('dead', 'put here by hand');
      await call('StartMessageMoveTask', { SourceArn: `${ARN}dead` });
      await expect(
        call('ListMessageMoveTasks', { SourceArn: `${ARN}dead` }),
      ).resolves.toMatchObject({
        Results: [{ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' }],
      });
      await call('StartMessageMoveTask', { SourceArn: `${ARN}dead`, DestinationArn: `${ARN}work` });
      expect(await bodies('work')).toEqual(['put here by hand']);
    });

    test('only a dead-letter queue can be the source of a move task', async () => {
      await setUp();
      await expect(call('StartMessageMoveTask', { SourceArn: `${ARN}work` })).rejects.toEqual(
        failure('InvalidParameterValue'),
      );
      await expect(call('StartMessageMoveTask', { SourceArn: `${ARN}none` })).rejects.toEqual(
        failure('ResourceNotFoundException'),
      );
    });
  });

  describe('FIFO queues', () => {
    const setUp = () =>
      create('order.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    const enqueue = (body: string, MessageGroupId: string, more: object = {}) =>
      send('order.fifo', body, { MessageGroupId, ...more });

    test('a group waits for its message in flight while other groups go on', async () => {
      await setUp();
      await enqueue('a1', 'a');
      await enqueue('a2', 'a');
      await enqueue('b1', 'b');
      const [first] = await receive('order.fifo', { MaxNumberOfMessages: 1 });
      expect(first?.Body).toBe('a1');
      expect(await bodies('order.fifo')).toEqual(['b1']);
      await remove('order.fifo', first);
      expect(await bodies('order.fifo')).toEqual(['a2']);
    });

    test('one receive gives several messages of a group in their order', async () => {
      await setUp();
      for (const body of ['1', '2', '3']) await enqueue(body, 'a');
      const messages = await receive('order.fifo');
      expect(messages.map((message) => message.Body)).toEqual(['1', '2', '3']);
      const sequences = messages.map((message) => message.Attributes?.SequenceNumber ?? '');
      expect(sequences).toEqual([...sequences].sort());
    });

    test('a repeated send within five minutes is answered as before and stored once, also after a restart', async () => {
      await setUp();
      const first = await enqueue('same', 'a');
      await restart();
      surroundings.advance(5 * 60 * SECOND - 1);
      expect(await enqueue('same', 'a')).toEqual(first);
      expect(await bodies('order.fifo')).toEqual(['same']);
      surroundings.advance(1);
      expect((await enqueue('same', 'b')).MessageId).not.toBe(first.MessageId);
    });

    test('an expired handle and a missing group are refused', async () => {
      await setUp();
      await enqueue('a1', 'a');
      const [message] = await receive('order.fifo');
      surroundings.advance(31 * SECOND);
      await expect(remove('order.fifo', message)).rejects.toEqual(failure('InvalidParameterValue'));
      await expect(send('order.fifo', 'x')).rejects.toEqual(failure('MissingParameter'));
      await expect(create('no-suffix', { FifoQueue: 'true' })).rejects.toEqual(
        failure('InvalidParameterValue'),
      );
    });
  });

  describe('long polls', () => {
    test('a waiting receiver gets the message when it is sent', async () => {
      await create('work');
      const waiting = bodies('work', { WaitTimeSeconds: 20 });
      await send('work', 'arrived');
      expect(await waiting).toEqual(['arrived']);
    });

    test('two waiting receivers share two messages', async () => {
      await create('work');
      const poll = () => bodies('work', { WaitTimeSeconds: 20, MaxNumberOfMessages: 1 });
      const both = Promise.all([poll(), poll()]);
      await send('work', 'one');
      await send('work', 'two');
      expect((await both).flat().sort()).toEqual(['one', 'two']);
    });

    test('a waiting receiver gets a delayed message when the clock is moved', async () => {
      await create('work');
      await send('work', 'later', { DelaySeconds: 600 });
      const waiting = bodies('work', { WaitTimeSeconds: 20 });
      surroundings.advance(600 * SECOND);
      expect(await waiting).toEqual(['later']);
    });

    test('closing the service ends the wait with no message', async () => {
      await create('work');
      const waiting = bodies('work', { WaitTimeSeconds: 20 });
      await sqs.close();
      expect(await waiting).toEqual([]);
      sqs = createSqs(surroundings.context);
    });

    test('waitForMessages resolves on arrival and on abort', async () => {
      await create('work');
      const arrival = sqs.waitForMessages('work', new AbortController().signal);
      await send('work', 'one');
      await arrival;
      await receive('work');
      const controller = new AbortController();
      const aborted = sqs.waitForMessages('work', controller.signal);
      controller.abort();
      await expect(aborted).resolves.toBeUndefined();
    });
  });

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
      await create('work');
      await expect(call('SendMessage', { QueueUrl: urlOf('work'), ...input })).rejects.toEqual(
        failure(code),
      );
      expect(await counts('work')).toEqual([0, 0, 0]);
    });

    test('an entry refused within a batch fails alone', async () => {
      await create('work');
      const answer = await call<SendMessageBatchResult>('SendMessageBatch', {
        QueueUrl: urlOf('work'),
        Entries: [
          { Id: 'good', MessageBody: 'good' },
          { Id: 'bad', MessageBody: 'a\u0001' },
        ],
      });
      expect(answer.Successful?.map((entry) => entry.Id)).toEqual(['good']);
      expect(answer.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents' }]);
      expect(await bodies('work')).toEqual(['good']);
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
      await create('work');
      await expect(call('SendMessageBatch', { QueueUrl: urlOf('work'), Entries })).rejects.toEqual(
        failure(code),
      );
    });

    test('unknown queues, foreign accounts and bad attributes have their own codes', async () => {
      await expect(send('none', 'x')).rejects.toEqual(failure('QueueDoesNotExist'));
      await expect(
        call('PurgeQueue', { QueueUrl: 'http://127.0.0.1:4510/999999999999/work' }),
      ).rejects.toEqual(failure('QueueDoesNotExist'));
      await expect(call('PurgeQueue', { QueueUrl: 'work' })).rejects.toEqual(
        failure('InvalidAddress'),
      );
      await expect(create('work', { Colour: 'red' })).rejects.toEqual(
        failure('InvalidAttributeName'),
      );
      await expect(create('work', { RedrivePolicy: '{"maxReceiveCount":0}' })).rejects.toEqual(
        failure('InvalidAttributeValue'),
      );
      await create('work', { DelaySeconds: '5' });
      await expect(create('work', { DelaySeconds: '6' })).rejects.toEqual(
        failure('QueueNameExists'),
      );
      await expect(create('work', { DelaySeconds: '5' })).resolves.toEqual({
        QueueUrl: urlOf('work'),
      });
    });
  });

  test('message attributes come back as they were sent, binary ones too, also after a restart', async () => {
    await create('work');
    const attributes = {
      type: { DataType: 'String', StringValue: 'Công văn' },
      pages: { DataType: 'Number.int', StringValue: '12' },
      digest: { DataType: 'Binary', BinaryValue: createHash('sha256').update('x').digest() },
    };
    await send('work', 'one', { MessageAttributes: attributes });
    await restart();
    const [message] = await receive('work');
    expect(message?.MessageAttributes).toEqual(attributes);
    expect(message?.MD5OfBody).toBe(createHash('md5').update('one').digest('hex'));
  });

  test('purge and delete leave nothing, and a queue made anew is empty', async () => {
    await create('work');
    await send('work', 'one');
    await call('PurgeQueue', { QueueUrl: urlOf('work') });
    expect(await bodies('work')).toEqual([]);
    await send('work', 'two');
    await call('DeleteQueue', { QueueUrl: urlOf('work') });
    await expect(call('GetQueueUrl', { QueueName: 'work' })).rejects.toEqual(
      failure('QueueDoesNotExist'),
    );
    await create('work');
    expect(await bodies('work')).toEqual([]);
  });

  test('IAM is asked for the single action of a batch, with the policy of the queue', async () => {
    const Policy = JSON.stringify({
      Statement: { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' },
    });
    await create('work', { Policy });
    expect(sqs.authorize('SendMessageBatch', { QueueUrl: urlOf('work') })).toEqual([
      {
        action: 'sqs:SendMessage',
        resource: `${ARN}work`,
        resourcePolicy: { Statement: [expect.objectContaining({ Effect: 'Deny' })] },
      },
    ]);
    const moving = sqs.authorize('StartMessageMoveTask', {
      SourceArn: `${ARN}dead`,
      DestinationArn: `${ARN}work`,
    });
    expect(moving.map((need) => `${need.action} ${need.resource}`)).toEqual([
      `sqs:StartMessageMoveTask ${ARN}dead`,
      `sqs:ReceiveMessage ${ARN}dead`,
      `sqs:DeleteMessage ${ARN}dead`,
      `sqs:GetQueueAttributes ${ARN}dead`,
      `sqs:SendMessage ${ARN}work`,
    ]);
  });
});
