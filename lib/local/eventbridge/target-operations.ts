import type {
  ListTargetsByRuleRequest,
  PutTargetsRequest,
  RemoveTargetsRequest,
  Target,
} from '@aws-sdk/client-eventbridge';
import { AwsServiceError, type OperationHandler } from '../aws/service.ts';
import {
  DEFAULT_MAX_AGE_MS,
  DEFAULT_MAX_RETRIES,
  type DeliveryTarget,
} from '../durable/deliveries.ts';
import type { EventAddresses } from './event-addresses.ts';
import type { RuleStore } from './rule-store.ts';
import { checkTargetInput } from './target-input.ts';

const MAX_TARGETS = 5;
/** Members of a target that are understood here; any other one is refused by its name. */
const KNOWN_MEMBERS = new Set([
  'Id',
  'Arn',
  'RoleArn',
  'Input',
  'InputPath',
  'InputTransformer',
  'SqsParameters',
  'DeadLetterConfig',
  'RetryPolicy',
]);

/** The targets of rules. */
export function createTargetOperations(
  store: RuleStore,
  addresses: EventAddresses,
  acceptsTarget: (arn: string) => boolean,
): Record<string, OperationHandler> {
  return {
    PutTargets(input: PutTargetsRequest) {
      const rule = addresses.findRule(input.EventBusName, input.Rule);
      const given = input.Targets ?? [];
      for (const target of given) checkTarget(target, acceptsTarget);
      const targets = {
        ...rule.targets,
        ...Object.fromEntries(given.map((target) => [target.Id, target])),
      };
      if (Object.keys(targets).length > MAX_TARGETS) {
        throw new AwsServiceError(
          'LimitExceededException',
          'The requested resource exceeds the maximum number allowed.',
        );
      }
      store.commit({ kind: 'rule', rule: { ...rule, targets } });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },

    RemoveTargets(input: RemoveTargetsRequest) {
      const rule = addresses.findRule(input.EventBusName, input.Rule);
      const removed = new Set(input.Ids ?? []);
      const targets = Object.fromEntries(
        Object.entries(rule.targets).filter(([id]) => !removed.has(id)),
      );
      store.commit({ kind: 'rule', rule: { ...rule, targets } });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },

    ListTargetsByRule: (input: ListTargetsByRuleRequest) => ({
      Targets: Object.values(addresses.findRule(input.EventBusName, input.Rule).targets),
    }),
  };
}

/** A target as the deliveries need it. */
export function toDeliveryTarget(target: Target, ruleArn: string): DeliveryTarget {
  const age = target.RetryPolicy?.MaximumEventAgeInSeconds;
  return {
    arn: target.Arn ?? '',
    roleArn: target.RoleArn ?? null,
    sourceArn: ruleArn,
    messageGroupId: target.SqsParameters?.MessageGroupId ?? null,
    deadLetterArn: target.DeadLetterConfig?.Arn ?? null,
    maxRetries: target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_MAX_RETRIES,
    maxAgeMs: age === undefined ? DEFAULT_MAX_AGE_MS : age * 1000,
  };
}

function checkTarget(target: Target, acceptsTarget: (arn: string) => boolean): void {
  const arn = target.Arn ?? '';
  const unknown = Object.entries(target).find(
    ([name, value]) => value !== undefined && !KNOWN_MEMBERS.has(name),
  );
  if (unknown !== undefined || !acceptsTarget(arn)) {
    throw new AwsServiceError(
      'NotImplemented',
      `PutTargets: ${unknown?.[0] ?? `a target such as ${arn}`} is not emulated locally`,
      { status: 501 },
    );
  }
  const deadLetterArn = target.DeadLetterConfig?.Arn;
  if (deadLetterArn !== undefined && !deadLetterArn.startsWith('arn:aws:sqs:')) {
    throw new AwsServiceError('ValidationException', 'DeadLetterConfig must name an SQS queue.');
  }
  checkTargetInput(target);
}
