import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestQueues, type TestQueues } from '../../support/test-queues.ts';

const SECOND = 1000;
let queues: TestQueues;

beforeEach(() => {
  queues = openTestQueues();
});
afterEach(() => queues.close());

describe('long polls', () => {
  test('a waiting receiver gets the message when it is sent', async () => {
    await queues.create('work');
    const waiting = queues.bodies('work', { WaitTimeSeconds: 20 });
    await queues.send('work', 'arrived');
    expect(await waiting).toEqual(['arrived']);
  });

  test('two waiting receivers share two messages', async () => {
    await queues.create('work');
    const poll = () => queues.bodies('work', { WaitTimeSeconds: 20, MaxNumberOfMessages: 1 });
    const both = Promise.all([poll(), poll()]);
    await queues.send('work', 'one');
    await queues.send('work', 'two');
    expect((await both).flat().sort()).toEqual(['one', 'two']);
  });

  test('a waiting receiver gets a delayed message when the clock is moved', async () => {
    await queues.create('work');
    await queues.send('work', 'later', { DelaySeconds: 600 });
    const waiting = queues.bodies('work', { WaitTimeSeconds: 20 });
    queues.advance(600 * SECOND);
    expect(await waiting).toEqual(['later']);
  });

  test('closing the service ends the wait with no message', async () => {
    await queues.create('work');
    const waiting = queues.bodies('work', { WaitTimeSeconds: 20 });
    await queues.restart();
    expect(await waiting).toEqual([]);
  });

  test('waitForMessages resolves on arrival and on abort', async () => {
    await queues.create('work');
    const arrival = queues.service().waitForMessages('work', new AbortController().signal);
    await queues.send('work', 'one');
    await arrival;
    await queues.receive('work');
    const controller = new AbortController();
    const aborted = queues.service().waitForMessages('work', controller.signal);
    controller.abort();
    await expect(aborted).resolves.toBeUndefined();
  });
});
