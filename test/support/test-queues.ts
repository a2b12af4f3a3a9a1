import type {
  GetQueueAttributesResult,
  Message,
  ReceiveMessageResult,
  SendMessageResult,
} from '@aws-sdk/client-sqs';
import { createSqs, type EmulatedSqs } from '../../lib/local/sqs/sqs-service.ts';
import { callOperation, createSurroundings } from './emulated-service.ts';

export const QUEUE_ARN = 'arn:aws:sqs:ap-southeast-1:111122223333:';

export type TestQueues = ReturnType<typeof openTestQueues>;

/** The embedded SQS without the wire, in a folder of its own, with short names for its calls. */
export function openTestQueues() {
  const surroundings = createSurroundings();
  let sqs: EmulatedSqs = createSqs(surroundings.context);

  const urlOf = (name: string) => `http://127.0.0.1:4510/111122223333/${name}`;
  const call = <Output>(operation: string, input: object = {}) =>
    callOperation<Output>(sqs, operation, input);
  const receive = async (name: string, more: object = {}): Promise<Message[]> => {
    const answer = await call<ReceiveMessageResult>('ReceiveMessage', {
      QueueUrl: urlOf(name),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
      ...more,
    });
    return answer.Messages ?? [];
  };

  return {
    urlOf,
    call,
    receive,
    service: () => sqs,
    advance: surroundings.advance,
    create: (name: string, Attributes: Record<string, string> = {}) =>
      call('CreateQueue', { QueueName: name, Attributes }),
    send: (name: string, body: string, more: object = {}) =>
      call<SendMessageResult>('SendMessage', { QueueUrl: urlOf(name), MessageBody: body, ...more }),
    bodies: async (name: string, more: object = {}) =>
      (await receive(name, more)).map((message) => message.Body),
    remove: (name: string, message: Message | undefined) =>
      call('DeleteMessage', { QueueUrl: urlOf(name), ReceiptHandle: message?.ReceiptHandle }),
    /** Messages to be received, in flight and delayed. */
    async counts(name: string) {
      const { Attributes } = await call<GetQueueAttributesResult>('GetQueueAttributes', {
        QueueUrl: urlOf(name),
        AttributeNames: ['All'],
      });
      return [
        Attributes?.ApproximateNumberOfMessages,
        Attributes?.ApproximateNumberOfMessagesNotVisible,
        Attributes?.ApproximateNumberOfMessagesDelayed,
      ].map(Number);
    },
    async restart() {
      await sqs.close();
      sqs = createSqs(surroundings.context);
    },
    async close() {
      await sqs.close();
      surroundings.remove();
    },
  };
}
