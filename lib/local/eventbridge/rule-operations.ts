import type {
  CreateEventBusRequest,
  DeleteEventBusRequest,
  DeleteRuleRequest,
  DescribeEventBusRequest,
  DescribeRuleRequest,
  DisableRuleRequest,
  EnableRuleRequest,
  ListRulesRequest,
  PutRuleRequest,
} from '@aws-sdk/client-eventbridge';
import { AwsServiceError, type OperationHandler, type ServiceContext } from '../aws/service.ts';
import { dueAt } from '../scheduler/schedule-expression.ts';
import { DEFAULT_BUS, type EventAddresses } from './event-addresses.ts';
import { compileEventPattern } from './event-pattern.ts';
import type { RuleStore, StoredRule } from './rule-store.ts';

/** Schedules of rules count in UTC; other zones are a matter of EventBridge Scheduler. */
const RULE_TIME_ZONE = 'UTC';

/** When a schedule rule is next due, epoch milliseconds; null for never. */
export function nextDueOf(expression: string | null, after: number, since: number): number | null {
  if (expression === null) return null;
  const due = dueAt(expression, RULE_TIME_ZONE, new Date(after), new Date(since));
  return due?.getTime() ?? null;
}

/** Buses and rules. */
export function createRuleOperations(
  context: ServiceContext,
  store: RuleStore,
  addresses: EventAddresses,
): Record<string, OperationHandler> {
  const show = (rule: StoredRule) => ({
    Name: rule.name,
    Arn: addresses.ruleArn(rule.bus, rule.name),
    State: rule.enabled ? 'ENABLED' : 'DISABLED',
    EventBusName: rule.bus,
    ...(rule.description === '' ? {} : { Description: rule.description }),
    ...(rule.eventPattern === null ? {} : { EventPattern: rule.eventPattern }),
    ...(rule.scheduleExpression === null ? {} : { ScheduleExpression: rule.scheduleExpression }),
    ...(rule.roleArn === null ? {} : { RoleArn: rule.roleArn }),
  });
  const setEnabled = (input: EnableRuleRequest | DisableRuleRequest, enabled: boolean) => {
    const rule = addresses.findRule(input.EventBusName, input.Name);
    // A schedule that was off does not make up for what it missed.
    const nextDueAt = nextDueOf(rule.scheduleExpression, context.now(), rule.scheduledSince);
    store.commit({ kind: 'rule', rule: { ...rule, enabled, nextDueAt } });
    return undefined;
  };

  return {
    CreateEventBus(input: CreateEventBusRequest) {
      const name = input.Name ?? '';
      if (!/^[\w.-]{1,256}$/.test(name)) throw invalid(`Invalid name of an event bus: ${name}`);
      if (store.buses.has(name)) {
        throw new AwsServiceError(
          'ResourceAlreadyExistsException',
          `Event bus ${name} already exists.`,
        );
      }
      store.commit({ kind: 'bus', name, at: context.now() });
      return { EventBusArn: addresses.busArn(name) };
    },

    DescribeEventBus(input: DescribeEventBusRequest) {
      const name = addresses.findBus(input.Name);
      return { Name: name, Arn: addresses.busArn(name) };
    },

    DeleteEventBus(input: DeleteEventBusRequest) {
      const name = addresses.busName(input.Name);
      if (name === DEFAULT_BUS) throw invalid('Cannot delete event bus default.');
      if (store.rulesOf(name).length > 0) throw invalid(`Event bus ${name} still has rules.`);
      store.commit({ kind: 'busDeleted', name });
      return undefined;
    },

    PutRule(input: PutRuleRequest) {
      const bus = addresses.findBus(input.EventBusName);
      const rule = buildRule(input, bus, store.findRule(bus, input.Name ?? ''), context.now());
      store.commit({ kind: 'rule', rule });
      return { RuleArn: addresses.ruleArn(bus, rule.name) };
    },

    DescribeRule: (input: DescribeRuleRequest) =>
      show(addresses.findRule(input.EventBusName, input.Name)),

    ListRules(input: ListRulesRequest) {
      const rules = store
        .rulesOf(addresses.findBus(input.EventBusName))
        .filter((rule) => rule.name.startsWith(input.NamePrefix ?? ''));
      return { Rules: rules.map(show) };
    },

    EnableRule: (input: EnableRuleRequest) => setEnabled(input, true),
    DisableRule: (input: DisableRuleRequest) => setEnabled(input, false),

    DeleteRule(input: DeleteRuleRequest) {
      const bus = addresses.findBus(input.EventBusName);
      const rule = store.findRule(bus, input.Name ?? '');
      if (rule === undefined) return undefined;
      if (Object.keys(rule.targets).length > 0) {
        throw invalid("Rule can't be deleted since it has targets.");
      }
      store.commit({ kind: 'ruleDeleted', bus, name: rule.name });
      return undefined;
    },
  };
}

function buildRule(
  input: PutRuleRequest,
  bus: string,
  existing: StoredRule | undefined,
  now: number,
): StoredRule {
  const eventPattern = input.EventPattern ?? null;
  const scheduleExpression = input.ScheduleExpression ?? null;
  checkRule(input, bus);
  return {
    bus,
    name: input.Name ?? '',
    description: input.Description ?? '',
    eventPattern,
    scheduleExpression,
    enabled: input.State !== 'DISABLED',
    roleArn: input.RoleArn ?? null,
    // A rule put again with the same schedule keeps its rhythm.
    ...(existing?.scheduleExpression === scheduleExpression
      ? { scheduledSince: existing.scheduledSince, nextDueAt: existing.nextDueAt }
      : { scheduledSince: now, nextDueAt: nextDueOf(scheduleExpression, now, now) }),
    targets: existing?.targets ?? {},
  };
}

function checkRule(input: PutRuleRequest, bus: string): void {
  const { Name: name = '', EventPattern: pattern, ScheduleExpression: schedule } = input;
  if (!/^[\w.-]{1,64}$/.test(name)) throw invalid(`Invalid name of a rule: ${name}`);
  if (pattern === undefined && schedule === undefined) {
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (schedule !== undefined && bus !== DEFAULT_BUS) {
    throw invalid('ScheduleExpression is supported only on the default event bus.');
  }
  if (schedule?.startsWith('at(')) throw invalid('Parameter ScheduleExpression is not valid.');
  if (pattern !== undefined) compileEventPattern(pattern);
}

function invalid(message: string): AwsServiceError {
  return new AwsServiceError('ValidationException', message);
}
