import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { describeError, type Logger } from './logger.ts';

/**
 * The stack of every queue consumer: each message for itself, failures reported alone, so that
 * one poisoned message goes to the dead-letter queue without its neighbours.
 */
export const queueHandler = (app: (record: SQSRecord) => Promise<void>, logger: Logger) =>
  middy<SQSEvent, SQSBatchResponse>(async (event: SQSEvent) => {
    const outcomes = await Promise.allSettled(event.Records.map(async (record) => app(record)));
    const failed = outcomes.flatMap((outcome, at) => {
      const record = event.Records[at];
      if (outcome.status === 'fulfilled' || record === undefined) return [];
      logger.error('message failed', {
        messageId: record.messageId,
        count: Number(record.attributes.ApproximateReceiveCount),
        error: describeError(outcome.reason),
      });
      return [{ itemIdentifier: record.messageId }];
    });
    return { batchItemFailures: failed };
  });
