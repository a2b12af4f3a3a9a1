import type { PutEventsRequestEntry, PutEventsResponse } from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AwsServiceError } from '../../../lib/local/aws/service.ts';
import type { DeadLetterFacts, DeliveryTarget } from '../../../lib/local/durable/deliveries.ts';
import {
  createEventBridge,
  type EmulatedEventBridge,
} from '../../../lib/local/eventbridge/eventbridge-service.ts';
import {
  callOperation,
  createSurroundings,
  type TestSurroundings,
} from '../../support/emulated-service.ts';

const QUEUE = 'arn:aws:sqs:ap-southeast-1:111122223333:work';
const DEAD = 'arn:aws:sqs:ap-southeast-1:111122223333:dead';
const RULE = 'arn:aws:events:ap-southeast-1:111122223333:rule/office/ordinary';
const failure = (code: string) => expect.objectContaining({ code });

interface Delivered {
  readonly arn: string;
  readonly body: string;
  readonly facts: DeadLetterFacts | undefined;
}

describe('the embedded EventBridge', () => {
  let surroundings: TestSurroundings;
  let bus: EmulatedEventBridge;
  let delivered: Delivered[];
  let dropped: unknown[];
  let refuse: (target: DeliveryTarget) => Error | undefined;

  const open = () => {
    bus = createEventBridge(surroundings.context, {
      deliver(target, body, facts) {
        const error = refuse(target);
        if (error !== undefined) throw error;
        delivered.push({ arn: target.arn, body, facts });
      },
      onDropped: (delivery) => dropped.push(delivery.body),
    });
  };

  beforeEach(() => {
    surroundings = createSurroundings();
    delivered = [];
    dropped = [];
    refuse = () => undefined;
    open();
  });
  afterEach(async () => {
    await bus.close();
    surroundings.remove();
  });

  const call = <Output>(operation: string, input: object = {}) =>
    callOperation<Output>(bus, operation, input);
  const setUpRule = async (pattern: object, target: object = {}) => {
    await call('CreateEventBus', { Name: 'office' });
    await call('PutRule', {
      Name: 'ordinary',
      EventBusName: 'office',
      EventPattern: JSON.stringify(pattern),
    });
    await call('PutTargets', {
      Rule: 'ordinary',
      EventBusName: 'office',
      Targets: [{ Id: '1', Arn: QUEUE, ...target }],
    });
  };
  const entry = (detail: object, more: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
    EventBusName: 'office',
    Source: 'vn.ubdt.eoffice',
    DetailType: 'document.received.v1',
    Detail: JSON.stringify(detail),
    ...more,
  });
  const put = (...Entries: PutEventsRequestEntry[]) =>
    call<PutEventsResponse>('PutEvents', { Entries });
  const bodies = () => delivered.map(({ body }) => JSON.parse(body));

  test('an event goes to the targets of the rules that fit, and only to those', async () => {
    await setUpRule({ source: ['vn.ubdt.eoffice'], detail: { secrecy: ['thuong'] } });
    const answer = await put(entry({ secrecy: 'thuong', id: 'd1' }), entry({ secrecy: 'mat' }));
    await bus.deliverDue();
    expect(answer.FailedEntryCount).toBe(0);
    expect(bodies()).toEqual([
      {
        version: '0',
        id: answer.Entries?.[0]?.EventId,
        'detail-type': 'document.received.v1',
        source: 'vn.ubdt.eoffice',
        account: '111122223333',
        time: '2026-03-02T01:00:00Z',
        region: 'ap-southeast-1',
        resources: [],
        detail: { secrecy: 'thuong', id: 'd1' },
      },
    ]);
  });

  test('listeners hear every event a bus has taken, whether a rule fits or not', async () => {
    const heard: unknown[] = [];
    const stop = bus.onEvent(({ bus: name, event }) => heard.push([name, event['detail']]));
    await call('CreateEventBus', { Name: 'office' });
    await put(entry({ id: 'd1' }), entry({}, { DetailType: '' }));
    stop();
    await put(entry({ id: 'd2' }));
    expect(heard).toEqual([['office', { id: 'd1' }]]);
  });

  test.each([
    ['Detail that is no JSON', { Detail: '{' }, 'MalformedDetail'],
    ['Detail that is no object', { Detail: '[]' }, 'MalformedDetail'],
    ['no source', { Source: '' }, 'InvalidArgument'],
    ['a source of AWS itself', { Source: 'aws.ec2' }, 'NotAuthorizedForSourceException'],
    ['a bus that is not there', { EventBusName: 'none' }, 'ResourceNotFoundException'],
  ])('an entry with %s fails alone', async (_, more, code) => {
    await setUpRule({ source: [{ exists: true }] });
    const answer = await put(entry({ id: 'bad' }, more), entry({ id: 'good' }));
    await bus.deliverDue();
    expect(answer.FailedEntryCount).toBe(1);
    expect(answer.Entries?.[0]?.ErrorCode).toBe(code);
    expect(bodies().map((event) => event.detail.id)).toEqual(['good']);
  });

  test('a call over 256 KB or ten entries is refused whole', async () => {
    await call('CreateEventBus', { Name: 'office' });
    const big = entry({ text: 'x'.repeat(131_072) });
    await expect(put(big, big)).rejects.toEqual(failure('ValidationException'));
    const many = Array.from({ length: 11 }, () => entry({}));
    await expect(put(...many)).rejects.toEqual(failure('ValidationException'));
  });

  test('a delivery that fails is tried again later and made once', async () => {
    await setUpRule({ source: [{ exists: true }] });
    refuse = () => new Error('queue out of reach');
    await put(entry({ id: 'd1' }));
    await bus.deliverDue();
    expect(bus.pendingDeliveries()).toBe(1);
    refuse = () => undefined;
    surroundings.advance(60_000);
    await bus.deliverDue();
    await bus.deliverDue();
    expect(bodies()).toHaveLength(1);
    expect(bus.pendingDeliveries()).toBe(0);
  });

  test('between two tries there is a pause that grows', async () => {
    await setUpRule({ source: [{ exists: true }] });
    const tries: number[] = [];
    const start = surroundings.context.now();
    refuse = () => {
      tries.push(surroundings.context.now() - start);
      return new Error('down');
    };
    await put(entry({ id: 'd1' }));
    for (let step = 0; step <= 10; step++) {
      await bus.deliverDue();
      surroundings.advance(100);
    }
    expect(tries).toEqual([0, 200, 600]);
  });

  test('an event that was accepted is delivered after a restart', async () => {
    await setUpRule({ source: [{ exists: true }] });
    refuse = () => new Error('down');
    await put(entry({ id: 'd1' }));
    await bus.close();
    refuse = () => undefined;
    surroundings.advance(60_000);
    open();
    await bus.deliverDue();
    expect(bodies().map((event) => event.detail.id)).toEqual(['d1']);
  });

  test('a hopeless delivery goes to the dead-letter queue at once, with its cause', async () => {
    await setUpRule({ source: [{ exists: true }] }, { DeadLetterConfig: { Arn: DEAD } });
    refuse = ({ arn }) =>
      arn === QUEUE ? new AwsServiceError('QueueDoesNotExist', 'no such queue') : undefined;
    await put(entry({ id: 'd1' }));
    await bus.deliverDue();
    expect(delivered).toMatchObject([
      {
        arn: DEAD,
        facts: { RULE_ARN: RULE, TARGET_ARN: QUEUE, ERROR_CODE: 'QueueDoesNotExist' },
      },
    ]);
  });

  test('after its retries a delivery is given up, and without a dead-letter queue that is reported', async () => {
    await setUpRule({ source: [{ exists: true }] }, { RetryPolicy: { MaximumRetryAttempts: 2 } });
    refuse = () => new Error('down');
    await put(entry({ id: 'd1' }));
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(dropped).toEqual([]);
      await bus.deliverDue();
      surroundings.advance(60_000);
    }
    expect(dropped).toHaveLength(1);
    expect(bus.pendingDeliveries()).toBe(0);
  });

  test('a disabled rule delivers nothing until it is enabled', async () => {
    await setUpRule({ source: [{ exists: true }] });
    await call('DisableRule', { Name: 'ordinary', EventBusName: 'office' });
    await put(entry({ id: 'd1' }));
    await call('EnableRule', { Name: 'ordinary', EventBusName: 'office' });
    await put(entry({ id: 'd2' }));
    await bus.deliverDue();
    expect(bodies().map((event) => event.detail.id)).toEqual(['d2']);
  });

  test('rules and targets are there after a restart, and putting a rule again keeps its targets', async () => {
    await setUpRule({ source: ['old'] });
    await bus.close();
    open();
    await call('PutRule', {
      Name: 'ordinary',
      EventBusName: 'office',
      EventPattern: '{"source":["vn.ubdt.eoffice"]}',
    });
    await put(entry({ id: 'd1' }));
    await bus.deliverDue();
    expect(delivered).toHaveLength(1);
    await expect(
      call('DescribeRule', { Name: 'ordinary', EventBusName: 'office' }),
    ).resolves.toMatchObject({ Arn: RULE, State: 'ENABLED' });
  });

  test('a schedule rule fires when it is due, and missed times fire once', async () => {
    await call('PutRule', { Name: 'sweep', ScheduleExpression: 'rate(5 minutes)' });
    await call('PutTargets', { Rule: 'sweep', Targets: [{ Id: '1', Arn: QUEUE }] });
    const fire = () => bus.fireDue(surroundings.context.now());
    expect(await fire()).toBe(0);
    surroundings.advance(5 * 60_000);
    expect(await fire()).toBe(1);
    surroundings.advance(60 * 60_000 + 1000);
    expect(await fire()).toBe(1);
    expect(await fire()).toBe(0);
    expect(bodies()).toMatchObject([
      { source: 'aws.events', 'detail-type': 'Scheduled Event', time: '2026-03-02T01:05:00Z' },
      { time: '2026-03-02T01:10:00Z' },
    ]);
  });

  test.each([
    ['a function', { Arn: 'arn:aws:lambda:ap-southeast-1:111122223333:function:f' }, /function:f/],
    ['a member that is not known', { Arn: QUEUE, EcsParameters: {} }, /EcsParameters/],
  ])('a target that is %s is refused by name', async (_, target, message) => {
    await call('PutRule', { Name: 'r', EventPattern: '{"source":["x"]}' });
    const putting = call('PutTargets', { Rule: 'r', Targets: [{ Id: '1', ...target }] });
    await expect(putting).rejects.toThrow(message);
  });

  test('IAM judges each entry by its bus, source and detail type', () => {
    const needs = bus.authorize('PutEvents', { Entries: [entry({}), entry({}, { Source: 'b' })] });
    expect(needs).toEqual(
      ['vn.ubdt.eoffice', 'b'].map((source) => ({
        action: 'events:PutEvents',
        resource: 'arn:aws:events:ap-southeast-1:111122223333:event-bus/office',
        context: { 'events:source': source, 'events:detail-type': 'document.received.v1' },
      })),
    );
    expect(bus.authorize('PutTargets', { Rule: 'ordinary', EventBusName: 'office' })).toEqual([
      { action: 'events:PutTargets', resource: RULE },
    ]);
  });
});
