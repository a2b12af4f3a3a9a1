import type { GetScheduleOutput } from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createScheduler,
  type EmulatedScheduler,
} from '../../../lib/local/scheduler/scheduler-service.ts';
import {
  callOperation,
  createSurroundings,
  type TestSurroundings,
} from '../../support/emulated-service.ts';

const FUNCTION = 'arn:aws:lambda:ap-southeast-1:111122223333:function:sweep';
const ROLE = 'arn:aws:iam::111122223333:role/schedules';
const DEAD = 'arn:aws:sqs:ap-southeast-1:111122223333:dead';
const MINUTE = 60_000;
const failure = (code: string) => expect.objectContaining({ code });

describe('the embedded Scheduler', () => {
  let surroundings: TestSurroundings;
  let scheduler: EmulatedScheduler;
  let invoked: { arn: string; roleArn: string | null; body: string }[];
  let failing: boolean;

  const open = () => {
    scheduler = createScheduler(surroundings.context, {
      deliver({ arn, roleArn }, body) {
        if (failing && arn === FUNCTION) throw new Error('function failed');
        invoked.push({ arn, roleArn, body });
      },
      onDropped: (delivery, error) => {
        throw new Error(`dropped ${delivery.id}`, { cause: error });
      },
    });
  };

  beforeEach(() => {
    surroundings = createSurroundings();
    invoked = [];
    failing = false;
    open();
  });
  afterEach(async () => {
    await scheduler.close();
    surroundings.remove();
  });

  const call = <Output>(operation: string, input: object = {}) =>
    callOperation<Output>(scheduler, operation, input);
  const create = (
    Name: string,
    ScheduleExpression: string,
    more: object = {},
    target: object = {},
  ) =>
    call('CreateSchedule', {
      Name,
      ScheduleExpression,
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: FUNCTION, RoleArn: ROLE, ...target },
      ...more,
    });
  const fire = () => scheduler.fireDue(surroundings.context.now());

  test('a rate begins with its creation and keeps its rhythm', async () => {
    await create('sweep', 'rate(1 minute)');
    expect(await fire()).toBe(1);
    surroundings.advance(MINUTE - 1);
    expect(await fire()).toBe(0);
    surroundings.advance(1);
    expect(await fire()).toBe(1);
    expect(invoked.map(({ arn, roleArn }) => [arn, roleArn])).toEqual([
      [FUNCTION, ROLE],
      [FUNCTION, ROLE],
    ]);
  });

  test('a daily time is that of the zone, and nights that were missed count once', async () => {
    await create('digest', 'cron(0 7 * * ? *)', { ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh' });
    expect(scheduler.nextDueAt()).toBe(Date.parse('2026-03-03T00:00:00Z'));
    surroundings.advance(3 * 24 * 60 * MINUTE);
    expect(await fire()).toBe(1);
    expect(await fire()).toBe(0);
    expect(scheduler.nextDueAt()).toBe(Date.parse('2026-03-06T00:00:00Z'));
  });

  test('a target without input gets the scheduled event, one with input gets its keywords filled', async () => {
    await create('plain', 'at(2026-03-02T01:05:00)');
    await create(
      'own',
      'at(2026-03-02T01:05:00)',
      {},
      {
        Input: '{"at":"<aws.scheduler.scheduled-time>","kept":"<other>"}',
      },
    );
    surroundings.advance(5 * MINUTE);
    await fire();
    const [plain, own] = invoked.map(({ body }) => JSON.parse(body));
    expect(plain).toMatchObject({
      source: 'aws.scheduler',
      'detail-type': 'Scheduled Event',
      time: '2026-03-02T01:05:00Z',
      resources: ['arn:aws:scheduler:ap-southeast-1:111122223333:schedule/default/plain'],
    });
    expect(own).toEqual({ at: '2026-03-02T01:05:00Z', kept: '<other>' });
  });

  test('a failed invocation is tried again after a pause, also after a restart', async () => {
    await create('once', 'at(2026-03-02T01:01:00)');
    surroundings.advance(MINUTE);
    failing = true;
    expect(await fire()).toBe(1);
    await scheduler.close();
    open();
    failing = false;
    surroundings.advance(MINUTE);
    expect(await fire()).toBe(0);
    expect(invoked).toHaveLength(1);
    await fire();
    expect(invoked).toHaveLength(1);
  });

  test('an invocation given up goes to the dead-letter queue', async () => {
    await create(
      'once',
      'at(2026-03-02T01:01:00)',
      {},
      {
        DeadLetterConfig: { Arn: DEAD },
        RetryPolicy: { MaximumRetryAttempts: 0 },
      },
    );
    surroundings.advance(MINUTE);
    failing = true;
    await fire();
    expect(invoked).toMatchObject([{ arn: DEAD }]);
  });

  test('start, end and deletion after completion are kept', async () => {
    await create('window', 'rate(1 hour)', {
      StartDate: new Date('2026-03-02T03:00:00Z'),
      EndDate: new Date('2026-03-02T04:30:00Z'),
      ActionAfterCompletion: 'DELETE',
    });
    const times: string[] = [];
    for (let quarter = 0; quarter < 24; quarter++) {
      const now = surroundings.context.now();
      if ((await fire()) > 0) times.push(new Date(now).toISOString());
      surroundings.advance(15 * MINUTE);
    }
    expect(times).toEqual(['2026-03-02T03:00:00.000Z', '2026-03-02T04:00:00.000Z']);
    await expect(call('GetSchedule', { Name: 'window' })).rejects.toEqual(
      failure('ResourceNotFoundException'),
    );
  });

  test('a disabled schedule does nothing until an update enables it', async () => {
    await create('sweep', 'rate(1 minute)', { State: 'DISABLED' });
    surroundings.advance(10 * MINUTE);
    expect(await fire()).toBe(0);
    const stored = await call<GetScheduleOutput>('GetSchedule', { Name: 'sweep' });
    await call('UpdateSchedule', { ...stored, State: 'ENABLED' });
    surroundings.advance(MINUTE);
    expect(await fire()).toBe(1);
  });

  test.each([
    ['a bad expression', 'rate(1 minutes)', {}, 'ValidationException'],
    [
      'an unknown zone',
      'rate(1 day)',
      { ScheduleExpressionTimezone: 'X/Y' },
      'ValidationException',
    ],
    ['a group that is not there', 'rate(1 day)', { GroupName: 'g' }, 'ResourceNotFoundException'],
    [
      'a target that is not emulated',
      'rate(1 day)',
      { Target: { Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage', RoleArn: ROLE } },
      'NotImplemented',
    ],
    ['no role', 'rate(1 day)', { Target: { Arn: FUNCTION } }, 'ValidationException'],
  ])('%s is refused', async (_, expression, more, code) => {
    await expect(create('bad', expression, more)).rejects.toEqual(failure(code));
    await expect(call('ListSchedules')).resolves.toEqual({ Schedules: [] });
  });

  test('creating a schedule twice is a conflict', async () => {
    await create('sweep', 'rate(1 minute)');
    await expect(create('sweep', 'rate(1 minute)')).rejects.toEqual(failure('ConflictException'));
  });

  test('IAM is asked for the schedule and for passing its role', () => {
    const needs = scheduler.authorize('CreateSchedule', { Name: 's', Target: { RoleArn: ROLE } });
    expect(needs).toEqual([
      {
        action: 'scheduler:CreateSchedule',
        resource: 'arn:aws:scheduler:ap-southeast-1:111122223333:schedule/default/s',
      },
      {
        action: 'iam:PassRole',
        resource: ROLE,
        context: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
      },
    ]);
  });
});
