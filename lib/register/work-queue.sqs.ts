import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { WorkQueue } from './document-store.ts';
import type { DocumentEffect, WorkMessage } from './work.ts';

/** SQS takes ten messages at a time. */
const BATCH = 10;

const batchesOf = (messages: readonly WorkMessage[]): WorkMessage[][] => {
  const named = [...new Set(messages.map((message) => message.effect))];
  return named.flatMap((effect) => {
    const group = messages.filter((message) => message.effect === effect);
    return Array.from({ length: Math.ceil(group.length / BATCH) }, (_, at) =>
      group.slice(at * BATCH, (at + 1) * BATCH),
    );
  });
};

/**
 * Sends work to its effect's queue. The commit has already made it lasting, so a failure here
 * is only reported: the sweeper sends the work again.
 */
export const createWorkQueue = (
  client: SQSClient,
  queueUrls: Readonly<Record<DocumentEffect, string>>,
  onFailure: (error: unknown) => void,
): WorkQueue => ({
  async send(messages, delaySeconds = 0) {
    for (const batch of batchesOf(messages)) {
      const effect = batch[0]?.effect;
      if (effect === undefined || effect === 'send-sms') continue;
      try {
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrls[effect],
            Entries: batch.map((message, at) => ({
              Id: String(at),
              MessageBody: JSON.stringify(message),
              ...(delaySeconds > 0 ? { DelaySeconds: delaySeconds } : {}),
            })),
          }),
        );
        if (Failed.length > 0) onFailure(new Error(`${Failed.length} messages were not taken`));
      } catch (error) {
        onFailure(error);
      }
    }
  },
});
