import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import {
  failedWith,
  generatedName,
  type Properties,
  type ResourceContext,
  type ResourceType,
} from './resource-type.ts';

const attributeNames = [
  'ContentBasedDeduplication',
  'DelaySeconds',
  'FifoQueue',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
] as const;

/** SQS takes every attribute as text, the redrive policy as JSON. */
function attributesOf(properties: Properties): Record<string, string> {
  return Object.fromEntries(
    attributeNames
      .map((name) => [name, properties[name]] as const)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
  );
}

async function findQueue(
  QueueName: string,
  { clients }: ResourceContext,
): Promise<string | undefined> {
  try {
    return (await clients.sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
  } catch (error) {
    if (failedWith(error, 'QueueDoesNotExist')) return undefined;
    throw error;
  }
}

/** AWS::SQS::Queue. */
export const queue: ResourceType = {
  effective: ['QueueName', ...attributeNames],
  ignored: { Tags: 'nothing here is chosen by tags' },
  async ensure(properties, context) {
    const { sqs } = context.clients;
    const QueueName = String(properties['QueueName'] ?? generatedName(context, 80));
    const Attributes = attributesOf(properties);
    let url = await findQueue(QueueName, context);
    if (url === undefined)
      url = (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
    else {
      const { FifoQueue: _fixed, ...changeable } = Attributes;
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: changeable }));
    }
    const { region, account } = context;
    return {
      ref: url,
      attributes: {
        Arn: `arn:aws:sqs:${region}:${account}:${QueueName}`,
        QueueName,
        QueueUrl: url,
      },
    };
  },
};

/** AWS::SQS::QueuePolicy. */
export const queuePolicy: ResourceType = {
  effective: ['PolicyDocument', 'Queues'],
  async ensure({ PolicyDocument, Queues }, { clients, logicalId }) {
    for (const QueueUrl of Queues as readonly string[])
      await clients.sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl,
          Attributes: { Policy: JSON.stringify(PolicyDocument) },
        }),
      );
    return { ref: logicalId };
  },
};
