import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueAlarm } from './office-parts.ts';

/** An alarm that has gone off. */
export interface RaisedAlarm {
  readonly alarm: string;
  readonly description: string;
  readonly queueName: string;
  readonly messages: number;
}

export interface AlarmWatch {
  /** Looks now; alarms that were off and are on are told to the listener. */
  check(): Promise<void>;
  close(): void;
}

export interface AlarmWatchOptions {
  readonly alarms: readonly QueueAlarm[];
  readonly sqs: SQSClient;
  readonly queueUrl: (queueName: string) => string;
  readonly intervalMs: number;
  onAlarm(alarm: RaisedAlarm): void;
}

/** Watches the alarms of the template on dead-letter queues. */
export function watchAlarms(options: AlarmWatchOptions): AlarmWatch {
  const raised = new Set<string>();
  const look = async ({ name, description, queueName, threshold }: QueueAlarm): Promise<void> => {
    const { Attributes } = await options.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: options.queueUrl(queueName),
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    const messages = Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0);
    if (messages < threshold) raised.delete(name);
    else if (!raised.has(name)) {
      raised.add(name);
      options.onAlarm({ alarm: name, description, queueName, messages });
    }
  };
  const check = async (): Promise<void> => {
    await Promise.all(options.alarms.map(look));
  };
  // A failed look is repeated by the next one; while the office closes it must fail.
  const timer = setInterval(() => void check().catch(() => undefined), options.intervalMs);
  timer.unref();
  return { check, close: () => clearInterval(timer) };
}
