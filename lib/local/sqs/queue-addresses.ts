import { AwsServiceError, type ServiceContext } from '../aws/service.ts';
import { queueDoesNotExist } from './queue-errors.ts';
import type { Queue } from './queue-model.ts';
import type { QueueStore } from './queue-store.ts';

/** Between queue names, URLs and ARNs. */
export interface QueueAddresses {
  urlOf(name: string): string;
  arnOf(name: string): string;
  /** The name in an ARN of this account and region; undefined for any other ARN. */
  nameInArn(arn: string): string | undefined;
  /** The name in a queue URL; throws InvalidAddress or QueueDoesNotExist. */
  nameInUrl(url: string | undefined): string;
  /** Throws QueueDoesNotExist. */
  find(name: string | undefined): Queue;
  findByUrl(url: string | undefined): Queue;
}

export function createQueueAddresses(context: ServiceContext, store: QueueStore): QueueAddresses {
  const arnPrefix = `arn:aws:sqs:${context.region}:${context.account}:`;

  const nameInUrl = (url: string | undefined): string => {
    const path = URL.canParse(url ?? '') ? new URL(url ?? '').pathname : '';
    const [, account, name, ...more] = path.split('/');
    if (!name || more.length > 0) {
      throw new AwsServiceError('InvalidAddress', `The address ${url} is not valid.`, {
        status: 404,
      });
    }
    if (account !== context.account) throw queueDoesNotExist();
    return name;
  };
  const find = (name: string | undefined): Queue => {
    const queue = store.queues.get(name ?? '');
    if (queue === undefined) throw queueDoesNotExist();
    return queue;
  };

  return {
    urlOf: (name) => `${context.baseUrl()}/${context.account}/${name}`,
    arnOf: (name) => `${arnPrefix}${name}`,
    nameInArn: (arn) => (arn.startsWith(arnPrefix) ? arn.slice(arnPrefix.length) : undefined),
    nameInUrl,
    find,
    findByUrl: (url) => find(nameInUrl(url)),
  };
}
