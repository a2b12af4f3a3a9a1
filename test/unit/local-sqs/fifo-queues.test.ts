import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestQueues, type TestQueues } from '../../support/test-queues.ts';

const SECOND = 1000;
const failure = (code: string) => expect.objectContaining({ code });
let queues: TestQueues;

beforeEach(() => {
  queues = openTestQueues();
});
afterEach(() => queues.close());

describe('FIFO queues', () => {
  const setUp = () =>
    queues.create('order.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
  const enqueue = (body: string, MessageGroupId: string, more: object = {}) =>
    queues.send('order.fifo', body, { MessageGroupId, ...more });

  test('a group waits for its message in flight while other groups go on', async () => {
    await setUp();
    await enqueue('a1', 'a');
    await enqueue('a2', 'a');
    await enqueue('b1', 'b');
    const [first] = await queues.receive('order.fifo', { MaxNumberOfMessages: 1 });
    expect(first?.Body).toBe('a1');
    expect(await queues.bodies('order.fifo')).toEqual(['b1']);
    await queues.remove('order.fifo', first);
    expect(await queues.bodies('order.fifo')).toEqual(['a2']);
  });

  test('one receive gives several messages of a group in their order', async () => {
    await setUp();
    for (const body of ['1', '2', '3']) await enqueue(body, 'a');
    const messages = await queues.receive('order.fifo');
    expect(messages.map((message) => message.Body)).toEqual(['1', '2', '3']);
    const sequences = messages.map((message) => message.Attributes?.SequenceNumber ?? '');
    expect(sequences).toEqual([...sequences].sort());
  });

  test('a message that is not delayed does not overtake a delayed one of its group', async () => {
    await setUp();
    const setDelay = (DelaySeconds: string) =>
      queues.call('SetQueueAttributes', {
        QueueUrl: queues.urlOf('order.fifo'),
        Attributes: { DelaySeconds },
      });
    await setDelay('60');
    await enqueue('first', 'a');
    await setDelay('0');
    await enqueue('second', 'a');
    await enqueue('other', 'b');
    expect(await queues.bodies('order.fifo')).toEqual(['other']);
    queues.advance(60 * SECOND);
    expect(await queues.bodies('order.fifo')).toEqual(['first', 'second', 'other']);
  });

  test('a repeated send within five minutes is answered as before and stored once, also after a restart', async () => {
    await setUp();
    const first = await enqueue('same', 'a');
    await queues.restart();
    queues.advance(5 * 60 * SECOND - 1);
    expect(await enqueue('same', 'a')).toEqual(first);
    expect(await queues.bodies('order.fifo')).toEqual(['same']);
    queues.advance(1);
    expect((await enqueue('same', 'b')).MessageId).not.toBe(first.MessageId);
  });

  test('an expired handle and a missing group are refused', async () => {
    await setUp();
    await enqueue('a1', 'a');
    const [message] = await queues.receive('order.fifo');
    queues.advance(31 * SECOND);
    await expect(queues.remove('order.fifo', message)).rejects.toEqual(
      failure('InvalidParameterValue'),
    );
    await expect(queues.send('order.fifo', 'x')).rejects.toEqual(failure('MissingParameter'));
    await expect(queues.create('no-suffix', { FifoQueue: 'true' })).rejects.toEqual(
      failure('InvalidParameterValue'),
    );
  });
});
