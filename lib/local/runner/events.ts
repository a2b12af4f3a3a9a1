import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  type EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ListSchedulesCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { RunnerError } from './errors.ts';
import { failedWith, generatedName, type ResourceType } from './resource-type.ts';

/** AWS::Events::EventBus. */
export const eventBus: ResourceType = {
  effective: ['Name'],
  ignored: { Description: 'for people', Tags: 'nothing here is chosen by tags' },
  async ensure(properties, { clients, region, account, parts }) {
    const Name = String(properties['Name']);
    try {
      await clients.events.send(new CreateEventBusCommand({ Name }));
    } catch (error) {
      if (!failedWith(error, 'ResourceAlreadyExistsException')) throw error;
    }
    parts.rules.set(Name, parts.rules.get(Name) ?? new Set());
    const arn = `arn:aws:events:${region}:${account}:event-bus/${Name}`;
    return { ref: Name, attributes: { Arn: arn, Name } };
  },
};

async function targetIds(events: EventBridgeClient, Rule: string, EventBusName: string) {
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule, EventBusName }));
  return Targets.flatMap(({ Id }) => (Id === undefined ? [] : [Id]));
}

/** AWS::Events::Rule on a bus, with its targets. */
export const rule: ResourceType = {
  effective: ['EventBusName', 'EventPattern', 'Name', 'State', 'Targets'],
  ignored: { Description: 'for people' },
  async ensure(properties, context) {
    const { clients, parts, region, account, where } = context;
    const EventBusName = properties['EventBusName'];
    if (typeof EventBusName !== 'string')
      throw new RunnerError('UNKNOWN_PROPERTY', where, 'a rule needs a bus of the template');
    const Name = String(properties['Name'] ?? generatedName(context, 64));
    const Targets = (properties['Targets'] ?? []) as Target[];
    await clients.events.send(
      new PutRuleCommand({
        Name,
        EventBusName,
        EventPattern: JSON.stringify(properties['EventPattern']),
        State: (properties['State'] ?? 'ENABLED') as 'ENABLED',
      }),
    );
    const gone = (await targetIds(clients.events, Name, EventBusName)).filter(
      (id) => !Targets.some((target) => target.Id === id),
    );
    if (gone.length > 0)
      await clients.events.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids: gone }));
    await clients.events.send(new PutTargetsCommand({ Rule: Name, EventBusName, Targets }));
    parts.rules.set(EventBusName, (parts.rules.get(EventBusName) ?? new Set()).add(Name));
    const arn = `arn:aws:events:${region}:${account}:rule/${EventBusName}/${Name}`;
    return { ref: Name, attributes: { Arn: arn } };
  },
};

/** Removes the rules of an earlier template: they would go on routing events. */
export async function removeOldRules(
  events: EventBridgeClient,
  rules: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<void> {
  for (const [EventBusName, wanted] of rules) {
    const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName }));
    for (const { Name } of Rules) {
      if (Name === undefined || wanted.has(Name)) continue;
      const Ids = await targetIds(events, Name, EventBusName);
      if (Ids.length > 0)
        await events.send(new RemoveTargetsCommand({ Rule: Name, EventBusName, Ids }));
      await events.send(new DeleteRuleCommand({ Name, EventBusName }));
    }
  }
}

/** AWS::Scheduler::Schedule. */
export const schedule: ResourceType = {
  effective: [
    'FlexibleTimeWindow',
    'Name',
    'ScheduleExpression',
    'ScheduleExpressionTimezone',
    'State',
    'Target',
  ],
  ignored: { Description: 'for people' },
  async ensure(properties, context) {
    const Name = String(properties['Name'] ?? generatedName(context, 64));
    const wanted = { ...properties, Name } as unknown as CreateScheduleCommandInput;
    try {
      await context.clients.scheduler.send(new CreateScheduleCommand(wanted));
    } catch (error) {
      if (!failedWith(error, 'ConflictException')) throw error;
      await context.clients.scheduler.send(new UpdateScheduleCommand(wanted));
    }
    context.parts.schedules.add(Name);
    const { region, account } = context;
    return {
      ref: Name,
      attributes: { Arn: `arn:aws:scheduler:${region}:${account}:schedule/default/${Name}` },
    };
  },
};

/** Removes the schedules of an earlier template. */
export async function removeOldSchedules(
  scheduler: SchedulerClient,
  wanted: ReadonlySet<string>,
): Promise<void> {
  const { Schedules = [] } = await scheduler.send(new ListSchedulesCommand({}));
  for (const { Name } of Schedules)
    if (Name !== undefined && !wanted.has(Name))
      await scheduler.send(new DeleteScheduleCommand({ Name }));
}
