import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestQueues, QUEUE_ARN, type TestQueues } from '../../support/test-queues.ts';

const SECOND = 1000;
const failure = (code: string) => expect.objectContaining({ code });
let queues: TestQueues;

beforeEach(() => {
  queues = openTestQueues();
});
afterEach(() => queues.close());

describe('dead letters', () => {
  const setUp = async () => {
    await queues.create('dead');
    await queues.create('work', {
      VisibilityTimeout: '1',
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `${QUEUE_ARN}dead`,
        maxReceiveCount: 3,
      }),
    });
  };
  const failThrice = async () => {
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await queues.bodies('work')).toContain('poison');
      queues.advance(SECOND);
    }
  };

  test('a message goes there after maxReceiveCount receives and says where it came from', async () => {
    await setUp();
    const sent = await queues.send('work', 'poison');
    await failThrice();
    expect(await queues.bodies('work')).toEqual([]);
    const [dead] = await queues.receive('dead');
    expect(dead).toMatchObject({
      Body: 'poison',
      MessageId: sent.MessageId,
      Attributes: { DeadLetterQueueSourceArn: `${QUEUE_ARN}work` },
    });
  });

  test('a good message behind a poison one is not held up', async () => {
    await setUp();
    await queues.send('work', 'poison');
    await failThrice();
    await queues.send('work', 'good');
    expect(await queues.bodies('work')).toEqual(['good']);
  });

  test('the receive count that decides survives a restart', async () => {
    await setUp();
    await queues.send('work', 'poison');
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(await queues.bodies('work')).toEqual(['poison']);
      queues.advance(SECOND);
      await queues.restart();
    }
    expect(await queues.bodies('work')).toEqual([]);
    expect(await queues.bodies('dead')).toEqual(['poison']);
  });

  test('a move task takes dead letters back to their source as new messages', async () => {
    await setUp();
    await queues.send('work', 'poison');
    await failThrice();
    await queues.receive('work');
    await queues.call('StartMessageMoveTask', { SourceArn: `${QUEUE_ARN}dead` });
    const [again] = await queues.receive('work');
    expect(again).toMatchObject({ Body: 'poison', Attributes: { ApproximateReceiveCount: '1' } });
    expect(await queues.counts('dead')).toEqual([0, 0, 0]);
    await expect(
      queues.call('ListMessageMoveTasks', { SourceArn: `${QUEUE_ARN}dead` }),
    ).resolves.toMatchObject({
      Results: [{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }],
    });
  });

  test('a move task reports letters without a source and leaves them where they are', async () => {
    await setUp();
    await queues.send('dead', 'put here by hand');
    await queues.call('StartMessageMoveTask', { SourceArn: `${QUEUE_ARN}dead` });
    await expect(
      queues.call('ListMessageMoveTasks', { SourceArn: `${QUEUE_ARN}dead` }),
    ).resolves.toMatchObject({
      Results: [{ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' }],
    });
    await queues.call('StartMessageMoveTask', {
      SourceArn: `${QUEUE_ARN}dead`,
      DestinationArn: `${QUEUE_ARN}work`,
    });
    expect(await queues.bodies('work')).toEqual(['put here by hand']);
  });

  test('only a dead-letter queue can be the source of a move task', async () => {
    await setUp();
    await expect(
      queues.call('StartMessageMoveTask', { SourceArn: `${QUEUE_ARN}work` }),
    ).rejects.toEqual(failure('InvalidParameterValue'));
    await expect(
      queues.call('StartMessageMoveTask', { SourceArn: `${QUEUE_ARN}none` }),
    ).rejects.toEqual(failure('ResourceNotFoundException'));
  });
});
