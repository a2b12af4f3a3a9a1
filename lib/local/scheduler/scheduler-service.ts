import * as sdk from '@aws-sdk/client-scheduler';
import type { AuthorizationNeed, EmulatedService, ServiceContext } from '../aws/service.ts';
import { createDeliveryPump, type Deliver, type DroppedListener } from '../durable/deliveries.ts';
import { buildInvocation, nextDueOf } from './schedule-invocation.ts';
import { createScheduleOperations } from './schedule-operations.ts';
import { openScheduleStore, type StoredSchedule } from './schedule-store.ts';

export interface SchedulerOptions {
  /** Invokes the target of a schedule, or sends a dead letter to its queue. */
  readonly deliver: Deliver;
  /** Told of invocations that were given up and had no dead-letter queue. */
  readonly onDropped: DroppedListener;
  /** Which targets a schedule may have. Default: Lambda functions and SQS queues. */
  acceptsTarget?(arn: string): boolean;
}

export interface EmulatedScheduler extends EmulatedService {
  /**
   * Invokes the targets of all schedules that are due by now, and those whose earlier try failed and
   * whose pause is over. Missed times of one schedule count once. Returns how many were due.
   */
  fireDue(now: number): Promise<number>;
  /** When something is to be done next (epoch milliseconds): a due time or a repeated try. */
  nextDueAt(): number | undefined;
}

/** Embedded EventBridge Scheduler; the runner calls `fireDue` as its clock goes on. */
export function createScheduler(
  context: ServiceContext,
  options: SchedulerOptions,
): EmulatedScheduler {
  const store = openScheduleStore(context);
  const scheduleArn = (name: string) =>
    `arn:aws:scheduler:${context.region}:${context.account}:schedule/default/${name}`;
  const pump = createDeliveryPump({
    now: context.now,
    pending: store.pending,
    deliver: options.deliver,
    onDropped: options.onDropped,
    commit: store.commit,
  });
  let running: Promise<void> = Promise.resolve();

  const fire = (schedule: StoredSchedule, dueTime: number, now: number) => {
    const nextDueAt = nextDueOf(schedule, now);
    const over = nextDueAt === null && schedule.deleteAfterCompletion;
    // One group: after a crash the schedule has either moved on with its invocation, or not at all.
    store.commit(
      over
        ? { kind: 'scheduleDeleted', name: schedule.name }
        : { kind: 'schedule', schedule: { ...schedule, nextDueAt } },
      {
        kind: 'pending',
        delivery: buildInvocation(schedule, dueTime, scheduleArn(schedule.name), context),
      },
    );
  };
  const dueTimes = () =>
    [...store.schedules.values()].flatMap((schedule) =>
      schedule.enabled && schedule.nextDueAt !== null ? [schedule.nextDueAt] : [],
    );

  return {
    signingName: 'scheduler',
    protocol: 'restJson',
    sdk,
    handlers: createScheduleOperations(context, store, {
      scheduleArn,
      acceptsTarget:
        options.acceptsTarget ??
        ((arn) => arn.startsWith('arn:aws:lambda:') || arn.startsWith('arn:aws:sqs:')),
    }),
    authorize: (operation, input) => authorizeScheduler(operation, input, scheduleArn),
    async fireDue(now) {
      let fired = 0;
      for (const schedule of [...store.schedules.values()]) {
        const { enabled, nextDueAt } = schedule;
        if (!enabled || nextDueAt === null || nextDueAt > now) continue;
        fire(schedule, nextDueAt, now);
        fired += 1;
      }
      running = pump.run();
      await running;
      return fired;
    },
    nextDueAt() {
      const retryAt = pump.nextAttemptAt();
      const times = [...dueTimes(), ...(retryAt === undefined ? [] : [retryAt])];
      return times.length === 0 ? undefined : Math.min(...times);
    },
    async close() {
      await running;
      store.close();
    },
  };
}

function authorizeScheduler(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  scheduleArn: (name: string) => string,
): readonly AuthorizationNeed[] {
  const action = `scheduler:${operation}`;
  if (operation === 'ListSchedules') return [{ action, resource: '*' }];
  const target = input['Target'] as { readonly RoleArn?: string } | undefined;
  const role = target?.RoleArn;
  return [
    { action, resource: scheduleArn(String(input['Name'])) },
    ...(role === undefined
      ? []
      : [
          {
            action: 'iam:PassRole',
            resource: role,
            context: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
          },
        ]),
  ];
}
