import type { AuthorizationNeed, PolicyDocument, PolicyStatement } from '../aws/service.ts';
import type { QueueAddresses } from './queue-addresses.ts';
import { parseObject } from './queue-attributes.ts';
import type { Queue } from './queue-model.ts';
import type { QueueStore } from './queue-store.ts';

type Input = Readonly<Record<string, unknown>>;

/** A batch call needs the permission of the single call. */
const ACTIONS: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};
const MOVING = ['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

/** What IAM and the queue's own policy must allow for an SQS call. */
export function createSqsAuthorization(store: QueueStore, addresses: QueueAddresses) {
  const need = (action: string, arn: string): AuthorizationNeed => {
    const queue = store.queues.get(addresses.nameInArn(arn) ?? '');
    const policy = queue === undefined ? undefined : queuePolicyOf(queue);
    return {
      action: `sqs:${action}`,
      resource: arn,
      ...(policy === undefined ? {} : { resourcePolicy: policy }),
    };
  };

  return (operation: string, input: Input): readonly AuthorizationNeed[] => {
    const name = input['QueueName'];
    const source = String(input['SourceArn']);
    switch (operation) {
      case 'ListQueues':
        return [{ action: 'sqs:ListQueues', resource: '*' }];
      case 'CreateQueue':
      case 'GetQueueUrl':
        return [need(operation, addresses.arnOf(String(name)))];
      case 'ListMessageMoveTasks':
        return [need(operation, source)];
      case 'StartMessageMoveTask': {
        const destination = input['DestinationArn'];
        return [
          ...MOVING.map((action) => need(action, source)),
          ...(typeof destination === 'string' ? [need('SendMessage', destination)] : []),
        ];
      }
      default: {
        const url = input['QueueUrl'];
        const queue = addresses.nameInUrl(typeof url === 'string' ? url : undefined);
        return [need(ACTIONS[operation] ?? operation, addresses.arnOf(queue))];
      }
    }
  };
}

/** The policy set on a queue; its form was checked when it was set. */
export function queuePolicyOf(queue: Queue): PolicyDocument | undefined {
  const policy = parseObject(queue.attributes['Policy'] ?? '');
  if (policy === undefined) return undefined;
  const statements = [policy['Statement'] ?? []].flat();
  return { ...policy, Statement: statements as unknown[] as PolicyStatement[] };
}
