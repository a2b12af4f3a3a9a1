import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestQueues, type TestQueues } from '../../support/test-queues.ts';

const SECOND = 1000;
const failure = (code: string) => expect.objectContaining({ code });
let queues: TestQueues;

beforeEach(() => {
  queues = openTestQueues();
});
afterEach(() => queues.close());

describe('visibility', () => {
  test('a received message is hidden for its timeout and then comes again with a higher count', async () => {
    await queues.create('work', { VisibilityTimeout: '60' });
    await queues.send('work', 'one');
    const [first] = await queues.receive('work');
    expect(first?.Attributes?.ApproximateReceiveCount).toBe('1');
    queues.advance(59 * SECOND);
    expect(await queues.bodies('work')).toEqual([]);
    expect(await queues.counts('work')).toEqual([0, 1, 0]);
    queues.advance(SECOND);
    const [second] = await queues.receive('work');
    expect(second?.Attributes).toMatchObject({
      ApproximateReceiveCount: '2',
      ApproximateFirstReceiveTimestamp: first?.Attributes?.ApproximateFirstReceiveTimestamp,
    });
  });

  test('a deleted message never comes again, also when its handle outlived the timeout', async () => {
    await queues.create('work', { VisibilityTimeout: '5' });
    await queues.send('work', 'one');
    const [message] = await queues.receive('work');
    queues.advance(6 * SECOND);
    await queues.remove('work', message);
    expect(await queues.bodies('work')).toEqual([]);
  });

  test('the handle of an earlier receive deletes nothing', async () => {
    await queues.create('work', { VisibilityTimeout: '5' });
    await queues.send('work', 'one');
    const [early] = await queues.receive('work');
    queues.advance(5 * SECOND);
    await queues.receive('work');
    await queues.remove('work', early);
    queues.advance(5 * SECOND);
    expect(await queues.bodies('work')).toEqual(['one']);
  });

  test('visibility 0 gives the message back at once, and only one in flight can be changed', async () => {
    await queues.create('work');
    await queues.send('work', 'one');
    const [message] = await queues.receive('work');
    const change = (VisibilityTimeout: number) =>
      queues.call('ChangeMessageVisibility', {
        QueueUrl: queues.urlOf('work'),
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout,
      });
    await change(0);
    await expect(change(10)).rejects.toEqual(failure('MessageNotInflight'));
    expect(await queues.bodies('work')).toEqual(['one']);
    await expect(change(43_201)).rejects.toEqual(failure('InvalidParameterValue'));
  });

  test('a handle of another queue or made of junk is refused', async () => {
    await queues.create('work');
    await queues.create('other');
    await queues.send('other', 'one');
    const [foreign] = await queues.receive('other');
    await expect(queues.remove('work', foreign)).rejects.toEqual(failure('ReceiptHandleIsInvalid'));
    await expect(queues.remove('work', { ReceiptHandle: 'junk' })).rejects.toEqual(
      failure('ReceiptHandleIsInvalid'),
    );
  });
});

describe('delay and retention', () => {
  test('a delayed message comes when its delay is over', async () => {
    await queues.create('work', { DelaySeconds: '10' });
    await queues.send('work', 'by the queue');
    await queues.send('work', 'by itself', { DelaySeconds: 900 });
    expect(await queues.counts('work')).toEqual([0, 0, 2]);
    queues.advance(10 * SECOND);
    expect(await queues.bodies('work')).toEqual(['by the queue']);
    queues.advance(890 * SECOND);
    expect(await queues.bodies('work')).toContain('by itself');
    await expect(queues.send('work', 'x', { DelaySeconds: 901 })).rejects.toEqual(
      failure('InvalidParameterValue'),
    );
  });

  test('a message older than the retention period is gone', async () => {
    await queues.create('work', { MessageRetentionPeriod: '60' });
    await queues.send('work', 'old');
    queues.advance(60 * SECOND);
    expect(await queues.bodies('work')).toEqual([]);
    expect(await queues.counts('work')).toEqual([0, 0, 0]);
  });
});
