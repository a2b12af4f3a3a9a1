import { AwsServiceError } from '../aws/service.ts';
import type { DeadLetterFacts, Deliver } from '../durable/deliveries.ts';
import type { Authorizer } from '../iam/authorizer.ts';
import type { NotificationHook } from '../s3/notification-outbox.ts';
import type { EmulatedSqs } from '../sqs/sqs-service.ts';

export interface DeliveryOptions {
  readonly sqs: EmulatedSqs;
  readonly authorizer: Authorizer;
  readonly account: string;
  /** Runs a function that a rule or schedule names; rejects when it is not there. */
  invoke(functionArn: string, event: unknown): Promise<void>;
}

interface QueueDelivery {
  readonly queueArn: string;
  readonly body: string;
  readonly sourceArn: string;
  /** Role under which it is delivered, else the service's own name. */
  readonly principal: string;
  readonly messageGroupId?: string | null;
  readonly facts?: DeadLetterFacts | undefined;
}

/** Sends to a queue if the queue's policy, or the delivering role, allows it. */
function sendToQueue({ sqs, authorizer, account }: DeliveryOptions, delivery: QueueDelivery) {
  const { queueArn, body, sourceArn, principal, messageGroupId, facts } = delivery;
  const resourcePolicy = sqs.queuePolicy(queueArn);
  authorizer.check(principal, [
    {
      action: 'sqs:SendMessage',
      resource: queueArn,
      context: { 'aws:SourceAccount': account, 'aws:SourceArn': sourceArn },
      ...(resourcePolicy ? { resourcePolicy } : {}),
    },
  ]);
  const MessageAttributes = Object.fromEntries(
    Object.entries(facts ?? {}).map(([name, StringValue]) => [
      name,
      { DataType: 'String', StringValue },
    ]),
  );
  sqs.send(
    queueArn,
    {
      MessageBody: body,
      ...(facts ? { MessageAttributes } : {}),
      ...(messageGroupId ? { MessageGroupId: messageGroupId } : {}),
    },
    principal,
  );
}

/** How EventBridge and Scheduler reach their targets: queues, and functions of the template. */
export function createDeliver(service: string, options: DeliveryOptions): Deliver {
  return async ({ arn, roleArn, sourceArn, messageGroupId }, body, facts) => {
    const principal = roleArn ?? service;
    if (arn.startsWith('arn:aws:sqs:')) {
      const delivery = { queueArn: arn, body, sourceArn, principal, messageGroupId, facts };
      sendToQueue(options, delivery);
    } else if (arn.startsWith('arn:aws:lambda:')) {
      // A rule invokes by the function's own policy, which the template's permission stands for.
      const needs = [{ action: 'lambda:InvokeFunction', resource: arn }];
      if (roleArn !== null) options.authorizer.check(roleArn, needs);
      await options.invoke(arn, JSON.parse(body));
    } else {
      throw new AwsServiceError('NotImplemented', `a target such as ${arn}`, { status: 501 });
    }
  };
}

/** How S3's notifications reach their queues. */
export function createNotificationHook(options: DeliveryOptions): NotificationHook {
  return (notification) => {
    if (notification.kind !== 'queue')
      throw new AwsServiceError('NotImplemented', 'S3 events on the default bus', { status: 501 });
    const { queueArn, bucketArn, body } = notification;
    const principal = 's3.amazonaws.com';
    sendToQueue(options, { queueArn, body, sourceArn: bucketArn, principal });
  };
}
