import { randomUUID } from 'node:crypto';
import type { ServiceContext } from '../aws/service.ts';
import {
  DEFAULT_MAX_AGE_MS,
  DEFAULT_MAX_RETRIES,
  type PendingDelivery,
} from '../durable/deliveries.ts';
import { dueAt } from './schedule-expression.ts';
import type { StoredSchedule } from './schedule-store.ts';

/** The next due time of a schedule after an instant, within its start and end; null for never. */
export function nextDueOf(
  schedule: Omit<StoredSchedule, 'nextDueAt'>,
  after: number,
): number | null {
  // A start date lets the first due time fall on it, so it counts from just before.
  const from = Math.max(after, (schedule.startsAt ?? 0) - 1);
  const anchor = new Date(schedule.startsAt ?? schedule.createdAt);
  const due = dueAt(schedule.expression, schedule.timeZone, new Date(from), anchor)?.getTime();
  if (due === undefined || (schedule.endsAt !== null && due > schedule.endsAt)) return null;
  return due;
}

/** The invocation of a schedule's target that falls due at a time. */
export function buildInvocation(
  schedule: StoredSchedule,
  dueTime: number,
  scheduleArn: string,
  context: ServiceContext,
): PendingDelivery {
  const { target } = schedule;
  const id = randomUUID();
  const age = target.RetryPolicy?.MaximumEventAgeInSeconds;
  const now = context.now();
  return {
    id,
    target: {
      arn: target.Arn ?? '',
      roleArn: target.RoleArn ?? null,
      sourceArn: scheduleArn,
      messageGroupId: target.SqsParameters?.MessageGroupId ?? null,
      deadLetterArn: target.DeadLetterConfig?.Arn ?? null,
      maxRetries: target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_MAX_RETRIES,
      maxAgeMs: age === undefined ? DEFAULT_MAX_AGE_MS : age * 1000,
    },
    body:
      target.Input === undefined
        ? JSON.stringify(defaultEvent(id, dueTime, scheduleArn, context))
        : fillKeywords(target.Input, {
            'aws.scheduler.schedule-arn': scheduleArn,
            'aws.scheduler.scheduled-time': toSeconds(dueTime),
            'aws.scheduler.execution-id': id,
          }),
    acceptedAt: now,
    attempts: 0,
    nextAttemptAt: now,
  };
}

/** Scheduler's context attributes, `<aws.scheduler.…>`, inside an input text. */
function fillKeywords(input: string, values: Readonly<Record<string, string>>): string {
  return input.replace(/<([\w.-]+)>/g, (found, name: string) => values[name] ?? found);
}

/** What a target without an input of its own gets. */
function defaultEvent(id: string, dueTime: number, scheduleArn: string, context: ServiceContext) {
  return {
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: context.account,
    time: toSeconds(dueTime),
    region: context.region,
    resources: [scheduleArn],
    detail: '{}',
  };
}

function toSeconds(instant: number): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
