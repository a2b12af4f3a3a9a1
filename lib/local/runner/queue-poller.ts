import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { failedMessages } from './batch-response.ts';
import type { FunctionHost } from './function-host.ts';
import type { QueueMapping } from './office-parts.ts';

export interface QueuePollerOptions {
  readonly mapping: QueueMapping;
  readonly host: FunctionHost;
  /** Signs with the function's own role, as Lambda's pollers do. */
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly region: string;
  /** Resolves when the queue may have a message, or the signal fires. */
  waitForMessages(signal: AbortSignal): Promise<void>;
  /** Told of a poll that IAM or the queue refused; polling goes on after a pause. */
  onError(error: unknown): void;
}

export interface QueuePoller {
  /** Batches being worked on. */
  readonly busy: number;
  /** Takes no further batch and waits for those that run. */
  close(): Promise<void>;
}

const PAUSE_AFTER_ERROR_MS = 1000;

/** A message as Lambda hands it to a function. */
function toRecord(message: Message, { mapping, region }: QueuePollerOptions) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
        name,
        {
          stringValue: value.StringValue,
          binaryValue: value.BinaryValue && Buffer.from(value.BinaryValue).toString('base64'),
          stringListValues: [],
          binaryListValues: [],
          dataType: value.DataType,
        },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: mapping.queueArn,
    awsRegion: region,
  };
}

/** Runs one batch; only messages that succeeded are deleted, the others come back by themselves. */
async function runBatch(messages: readonly Message[], options: QueuePollerOptions) {
  const { host, mapping, sqs, queueUrl } = options;
  const result = await host.invoke({
    Records: messages.map((message) => toRecord(message, options)),
  });
  if (result.error) return;
  const ids = messages.map(({ MessageId = '' }) => MessageId);
  const failed = mapping.reportsItemFailures
    ? failedMessages(ids, result.payload)
    : new Set<string>();
  const Entries = messages
    .filter(({ MessageId = '' }) => !failed.has(MessageId))
    .map(({ ReceiptHandle }, index) => ({ Id: `m${index}`, ReceiptHandle }));
  if (Entries.length > 0)
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
}

/** Carries out one event source mapping until closed. */
export function startQueuePoller(options: QueuePollerOptions): QueuePoller {
  const { mapping, sqs, queueUrl, onError } = options;
  const stopping = new AbortController();
  const batches = new Set<Promise<void>>();

  const receive = async (): Promise<readonly Message[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: mapping.batchSize,
        WaitTimeSeconds: 0,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
    );
    return Messages;
  };
  const start = (messages: readonly Message[]): void => {
    const batch: Promise<void> = runBatch(messages, options)
      .catch(onError)
      .finally(() => batches.delete(batch));
    batches.add(batch);
  };
  const step = async (): Promise<void> => {
    await options.waitForMessages(stopping.signal);
    while (batches.size >= mapping.maxConcurrency) await Promise.race(batches);
    if (stopping.signal.aborted) return;
    const messages = await receive();
    if (messages.length > 0) start(messages);
  };
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await step();
      } catch (error) {
        onError(error);
        await pause(PAUSE_AFTER_ERROR_MS, stopping.signal);
      }
    }
  };
  const finished = loop();

  return {
    get busy() {
      return batches.size;
    },
    close: async () => {
      stopping.abort();
      await finished;
      await Promise.all(batches);
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
