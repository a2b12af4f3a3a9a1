import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { NoticeQueue } from './notify-document.ts';

/** SQS takes ten messages at a time. */
const BATCH = 10;

export const createNoticeQueue = (
  client: SQSClient,
  queueUrl: string,
  onFailure: (error: unknown) => void,
): NoticeQueue => ({
  async send(noticeIds) {
    for (let from = 0; from < noticeIds.length; from += BATCH) {
      try {
        await client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: noticeIds.slice(from, from + BATCH).map((noticeId, at) => ({
              Id: String(at),
              MessageBody: JSON.stringify({ noticeId }),
            })),
          }),
        );
      } catch (error) {
        onFailure(error);
      }
    }
  },
});
