import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { EffectQueues } from './effect-queues.ts';
import type { FunctionDefaults, OfficeFunction } from './office-function.ts';
import type { OfficeSettings } from './office-settings.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** What the capabilities of the stateless stack build on. */
export interface OfficeResources {
  readonly defaults: FunctionDefaults;
  readonly settings: OfficeSettings;
  readonly state: StatefulStack;
  readonly bus: EventBus;
  readonly queues: EffectQueues;
}

/** Where every commit writes, and the queues it wakes afterwards. */
function commitEnvironment({ state, queues }: OfficeResources) {
  return {
    REGISTER_TABLE: state.tables.register.tableName,
    HISTORY_TABLE: state.tables.history.tableName,
    ...queues.commitEnvironment,
  };
}

/** What an effect's function reads besides. */
export function effectEnvironment(resources: OfficeResources) {
  return {
    ...commitEnvironment(resources),
    DIRECTORY_TABLE: resources.state.tables.directory.tableName,
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
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
        'dynamodb:ConditionCheckItem',
      ],
      [state.tables.register.tableArn],
    )
    .allow(['dynamodb:PutItem'], [state.tables.history.tableArn])
    .allow(['sqs:SendMessage'], queues.commitArns);
}

/** Rights of an effect: its document, the pause switch, and the commit of its outcome. */
export function allowEffect<E>(office: OfficeFunction<E>, resources: OfficeResources): void {
  const { register, directory } = resources.state.tables;
  office.allow(['dynamodb:GetItem'], [register.tableArn, directory.tableArn]);
  allowCommit(office, resources);
}

/** A condition on what is encrypted: the data key serves held text, phones and secrets apart. */
export const purposeIs = (purpose: 'held-envelope' | 'phone' | 'source-secret') => ({
  StringEquals: { 'kms:EncryptionContext:purpose': purpose },
});
