import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { EffectQueues } from './effect-queues.ts';
import type { FunctionDefaults, OfficeFunction } from './office-function.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** What the capabilities of the stateless stack build on. */
export interface OfficeResources {
  readonly defaults: FunctionDefaults;
  readonly state: StatefulStack;
  readonly bus: EventBus;
  readonly queues: EffectQueues;
}

/** Where every commit writes, and the queues it wakes afterwards. */
export function commitEnvironment({ state, queues }: OfficeResources) {
  return {
    REGISTER_TABLE: state.tables.register.tableName,
    HISTORY_TABLE: state.tables.history.tableName,
    ...queues.environment,
  };
}

/**
 * Rights for one commit: a transaction over register and history, then messages to the queues.
 * History can be added to and never changed (R8).
 */
export function allowCommit<E>(
  office: OfficeFunction<E>,
  { state, queues }: OfficeResources,
): void {
  office
    .allow(
      [
        'dynamodb:GetItem',
        'dynamodb:Query',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:ConditionCheckItem',
      ],
      [state.tables.register.tableArn],
    )
    .allow(['dynamodb:PutItem'], [state.tables.history.tableArn])
    .allow(['sqs:SendMessage'], queues.arns);
}
