import type {
  CreateScheduleInput,
  DeleteScheduleInput,
  GetScheduleInput,
  ListSchedulesInput,
  Target,
  UpdateScheduleInput,
} from '@aws-sdk/client-scheduler';
import { AwsServiceError, type OperationHandler, type ServiceContext } from '../aws/service.ts';
import { nextDueOf } from './schedule-invocation.ts';
import type { ScheduleStore, StoredSchedule } from './schedule-store.ts';

const DEFAULT_GROUP = 'default';
const KNOWN_MEMBERS = new Set([
  'Arn',
  'RoleArn',
  'Input',
  'SqsParameters',
  'DeadLetterConfig',
  'RetryPolicy',
]);

/** CreateSchedule, UpdateSchedule, GetSchedule, ListSchedules, DeleteSchedule; the group `default` only. */
export function createScheduleOperations(
  context: ServiceContext,
  store: ScheduleStore,
  options: { scheduleArn(name: string): string; acceptsTarget(arn: string): boolean },
): Record<string, OperationHandler> {
  const find = (input: { Name?: string | undefined; GroupName?: string | undefined }) => {
    checkGroup(input.GroupName);
    const schedule = store.schedules.get(input.Name ?? '');
    if (schedule !== undefined) return schedule;
    throw new AwsServiceError(
      'ResourceNotFoundException',
      `Schedule ${input.Name} does not exist.`,
      { status: 404 },
    );
  };
  const put = (input: CreateScheduleInput | UpdateScheduleInput, createdAt: number) => {
    checkTarget(input.Target, options.acceptsTarget);
    const draft = readSchedule(input, createdAt, context.now());
    // A time that is now still counts: a rate without a start date begins with its creation.
    const schedule = { ...draft, nextDueAt: nextDueOf(draft, context.now() - 1) };
    store.commit({ kind: 'schedule', schedule });
    return { ScheduleArn: options.scheduleArn(schedule.name) };
  };

  return {
    CreateSchedule(input: CreateScheduleInput) {
      checkGroup(input.GroupName);
      if (store.schedules.has(input.Name ?? '')) {
        throw new AwsServiceError('ConflictException', `Schedule ${input.Name} already exists.`, {
          status: 409,
        });
      }
      return put(input, context.now());
    },

    UpdateSchedule: (input: UpdateScheduleInput) => put(input, find(input).createdAt),

    GetSchedule: (input: GetScheduleInput) => {
      const schedule = find(input);
      return showSchedule(schedule, options.scheduleArn(schedule.name));
    },

    ListSchedules(input: ListSchedulesInput) {
      const schedules = [...store.schedules.values()].filter((schedule) =>
        schedule.name.startsWith(input.NamePrefix ?? ''),
      );
      return {
        Schedules: schedules.map((schedule) => ({
          Name: schedule.name,
          Arn: options.scheduleArn(schedule.name),
          GroupName: DEFAULT_GROUP,
          State: schedule.enabled ? 'ENABLED' : 'DISABLED',
          CreationDate: new Date(schedule.createdAt),
          LastModificationDate: new Date(schedule.modifiedAt),
          Target: { Arn: schedule.target.Arn },
        })),
      };
    },

    DeleteSchedule(input: DeleteScheduleInput) {
      store.commit({ kind: 'scheduleDeleted', name: find(input).name });
      return {};
    },
  };
}

function checkGroup(group: string | undefined): void {
  if (group === undefined || group === DEFAULT_GROUP) return;
  throw new AwsServiceError(
    'ResourceNotFoundException',
    `Schedule group ${group} does not exist.`,
    {
      status: 404,
    },
  );
}

function checkTarget(target: Target | undefined, acceptsTarget: (arn: string) => boolean): void {
  const arn = target?.Arn ?? '';
  const unknown = Object.entries(target ?? {}).find(
    ([name, value]) => value !== undefined && !KNOWN_MEMBERS.has(name),
  );
  if (unknown !== undefined || !acceptsTarget(arn)) {
    throw new AwsServiceError(
      'NotImplemented',
      `A schedule with ${unknown?.[0] ?? `a target such as ${arn}`} is not emulated locally`,
      { status: 501 },
    );
  }
  if (!target?.RoleArn) throw invalid('Target must have a RoleArn.');
  if (target.Input?.includes('<aws.scheduler.attempt-number>')) {
    throw new AwsServiceError(
      'NotImplemented',
      'The keyword aws.scheduler.attempt-number is not emulated locally',
      { status: 501 },
    );
  }
}

function readSchedule(
  input: CreateScheduleInput | UpdateScheduleInput,
  createdAt: number,
  now: number,
): Omit<StoredSchedule, 'nextDueAt'> {
  const name = input.Name ?? '';
  if (!/^[\w.-]{1,64}$/.test(name)) throw invalid(`Invalid name of a schedule: ${name}`);
  if (input.FlexibleTimeWindow === undefined || input.Target === undefined) {
    throw invalid('FlexibleTimeWindow and Target are required.');
  }
  return {
    name,
    expression: input.ScheduleExpression ?? '',
    timeZone: input.ScheduleExpressionTimezone ?? 'UTC',
    description: input.Description ?? '',
    enabled: input.State !== 'DISABLED',
    startsAt: input.StartDate?.getTime() ?? null,
    endsAt: input.EndDate?.getTime() ?? null,
    deleteAfterCompletion: input.ActionAfterCompletion === 'DELETE',
    flexibleTimeWindow: input.FlexibleTimeWindow,
    target: input.Target,
    createdAt,
    modifiedAt: now,
  };
}

function showSchedule(schedule: StoredSchedule, arn: string) {
  return {
    Name: schedule.name,
    Arn: arn,
    GroupName: DEFAULT_GROUP,
    ScheduleExpression: schedule.expression,
    ScheduleExpressionTimezone: schedule.timeZone,
    ...(schedule.description === '' ? {} : { Description: schedule.description }),
    State: schedule.enabled ? 'ENABLED' : 'DISABLED',
    ...(schedule.startsAt === null ? {} : { StartDate: new Date(schedule.startsAt) }),
    ...(schedule.endsAt === null ? {} : { EndDate: new Date(schedule.endsAt) }),
    ActionAfterCompletion: schedule.deleteAfterCompletion ? 'DELETE' : 'NONE',
    FlexibleTimeWindow: schedule.flexibleTimeWindow,
    Target: schedule.target,
    CreationDate: new Date(schedule.createdAt),
    LastModificationDate: new Date(schedule.modifiedAt),
  };
}

function invalid(message: string): AwsServiceError {
  return new AwsServiceError('ValidationException', message);
}
