import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Effect, EffectQueues } from './effect-queues.ts';
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

/** What a commit may touch besides putting and updating items of the register. */
export interface CommitRights {
  /** Effects whose queues it wakes. */
  readonly wakes: readonly Effect[];
  /** Whether it takes items away: to-dos that are done, parked events that are applied. */
  readonly removes: boolean;
}

/**
 * Rights for one commit: a transaction over register and history, then messages to the queues.
 * History can be added to and never changed (R8).
 */
export function allowCommit<E>(
  office: OfficeFunction<E>,
  { state, queues }: OfficeResources,
  { wakes, removes }: CommitRights,
): void {
  office
    .allow(
      ['dynamodb:PutItem', 'dynamodb:UpdateItem', ...(removes ? ['dynamodb:DeleteItem'] : [])],
      [state.tables.register.tableArn],
    )
    .allow(['dynamodb:PutItem'], [state.tables.history.tableArn]);
  if (wakes.length > 0)
    office.allow(
      ['sqs:SendMessage'],
      wakes.map((effect) => queues.of[effect].queue.queueArn),
    );
}

/** Rights of an effect: its document, the pause switch, and the commit of its outcome. */
export function allowEffect<E>(
  office: OfficeFunction<E>,
  resources: OfficeResources,
  rights: CommitRights,
): void {
  const { register, directory } = resources.state.tables;
  office.allow(['dynamodb:GetItem'], [register.tableArn, directory.tableArn]);
  allowCommit(office, resources, rights);
}

/** A condition on what is encrypted: the data key serves held text, phones and secrets apart. */
export const purposeIs = (
  purpose: 'held-envelope' | 'phone' | 'source-secret' | 'webhook-secret',
) => ({
  StringEquals: { 'kms:EncryptionContext:purpose': purpose },
});
