import type {
  CreateQueueRequest,
  DeleteQueueRequest,
  GetQueueAttributesRequest,
  GetQueueUrlRequest,
  ListQueuesRequest,
  PurgeQueueRequest,
  SetQueueAttributesRequest,
} from '@aws-sdk/client-sqs';
import { AwsServiceError, type OperationHandler, type ServiceContext } from '../aws/service.ts';
import type { QueueAddresses } from './queue-addresses.ts';
import { checkQueueAttributes, describeQueue } from './queue-attributes.ts';
import { invalidParameter } from './queue-errors.ts';
import type { Queue } from './queue-model.ts';
import type { QueueStore } from './queue-store.ts';

/** Queues themselves: create, find, attributes, purge, delete. */
export function createQueueOperations(
  context: ServiceContext,
  store: QueueStore,
  addresses: QueueAddresses,
): Record<string, OperationHandler> {
  return {
    CreateQueue(input: CreateQueueRequest) {
      const name = checkQueueName(input.QueueName);
      const attributes = input.Attributes ?? {};
      checkQueueAttributes(name, attributes);
      if (name.endsWith('.fifo') !== (attributes.FifoQueue === 'true')) {
        throw invalidParameter(
          'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.',
        );
      }
      const existing = store.queues.get(name);
      if (existing === undefined) {
        store.commit({ kind: 'queue', name, at: context.now(), attributes, lastSequence: 0 });
      } else refuseOtherAttributes(existing, attributes);
      return { QueueUrl: addresses.urlOf(name) };
    },

    GetQueueUrl: (input: GetQueueUrlRequest) => ({
      QueueUrl: addresses.urlOf(addresses.find(input.QueueName).name),
    }),

    ListQueues(input: ListQueuesRequest) {
      const names = [...store.queues.keys()].filter((name) =>
        name.startsWith(input.QueueNamePrefix ?? ''),
      );
      return { QueueUrls: names.map((name) => addresses.urlOf(name)) };
    },

    GetQueueAttributes(input: GetQueueAttributesRequest) {
      const queue = addresses.findByUrl(input.QueueUrl);
      const all = describeQueue(queue, addresses.arnOf(queue.name), context.now());
      const wanted = new Set<string>(input.AttributeNames ?? []);
      const chosen = Object.entries(all).filter(([name]) => wanted.has('All') || wanted.has(name));
      return { Attributes: Object.fromEntries(chosen) };
    },

    SetQueueAttributes(input: SetQueueAttributesRequest) {
      const queue = addresses.findByUrl(input.QueueUrl);
      const changed: Record<string, string> = input.Attributes ?? {};
      checkQueueAttributes(queue.name, changed);
      const merged = Object.entries({ ...queue.attributes, ...changed });
      // An empty policy takes it away.
      const attributes = Object.fromEntries(merged.filter(([, value]) => value !== ''));
      store.commit({ kind: 'attributes', queue: queue.name, at: context.now(), attributes });
      return undefined;
    },

    PurgeQueue(input: PurgeQueueRequest) {
      store.commit({ kind: 'purged', queue: addresses.findByUrl(input.QueueUrl).name });
      return undefined;
    },

    DeleteQueue(input: DeleteQueueRequest) {
      store.commit({ kind: 'queueDeleted', queue: addresses.findByUrl(input.QueueUrl).name });
      return undefined;
    },
  };
}

function checkQueueName(name: string | undefined): string {
  if (name !== undefined && name.length <= 80 && /^[\w-]+(\.fifo)?$/.test(name)) return name;
  throw invalidParameter(
    'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
  );
}

function refuseOtherAttributes(queue: Queue, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (queue.attributes[name] === value) continue;
    throw new AwsServiceError(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${name}`,
    );
  }
}
