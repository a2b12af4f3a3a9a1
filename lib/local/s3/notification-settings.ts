import { randomUUID } from 'node:crypto';
import type { NotificationConfiguration, QueueConfiguration } from '@aws-sdk/client-s3';
import type { NotificationSettings, QueueNotice } from './bucket-record.ts';
import {
  busNotification,
  type CreatedObject,
  type ObjectNotification,
  queueNotification,
} from './notification-event.ts';
import { invalidArgument, notEmulated } from './s3-errors.ts';

const EMULATED_EVENTS = ['s3:ObjectCreated:*', 's3:ObjectCreated:Put', 's3:ObjectCreated:Copy'];

function filterValue(queue: QueueConfiguration, name: 'prefix' | 'suffix'): string {
  const rules = queue.Filter?.Key?.FilterRules ?? [];
  const odd = rules.find((rule) => !/^(prefix|suffix)$/i.test(rule.Name ?? ''));
  if (odd) throw invalidArgument('filter rule name must be either prefix or suffix');
  return rules.find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? '';
}

function readQueue(queue: QueueConfiguration): QueueNotice {
  const events = queue.Events ?? [];
  const other = events.find((event) => !EMULATED_EVENTS.includes(event));
  if (other) throw notEmulated(`s3: notification of ${other}`);
  if (!queue.QueueArn) throw invalidArgument('The ARN could not be parsed');
  return {
    id: queue.Id ?? randomUUID(),
    queueArn: queue.QueueArn,
    events,
    prefix: filterValue(queue, 'prefix'),
    suffix: filterValue(queue, 'suffix'),
  };
}

/** Reads a notification configuration; topics, functions and other events are not emulated. */
export function readNotificationSettings(
  configuration: NotificationConfiguration,
): NotificationSettings {
  if (configuration.TopicConfigurations?.length) throw notEmulated('s3: notification to a topic');
  if (configuration.LambdaFunctionConfigurations?.length) {
    throw notEmulated('s3: notification to a function');
  }
  return {
    queues: (configuration.QueueConfigurations ?? []).map(readQueue),
    eventBridge: configuration.EventBridgeConfiguration !== undefined,
  };
}

/** The configuration as GetBucketNotificationConfiguration tells it. */
export function writeNotificationSettings(settings: NotificationSettings): object {
  const rule = (Name: string, Value: string) => (Value === '' ? [] : [{ Name, Value }]);
  return {
    QueueConfigurations: settings.queues.map((queue) => ({
      Id: queue.id,
      QueueArn: queue.queueArn,
      Events: queue.events,
      Filter: {
        Key: { FilterRules: [...rule('Prefix', queue.prefix), ...rule('Suffix', queue.suffix)] },
      },
    })),
    ...(settings.eventBridge ? { EventBridgeConfiguration: {} } : {}),
  };
}

function concerns(queue: QueueNotice, { key, eventName }: CreatedObject): boolean {
  const named = queue.events.some(
    (event) => event === 's3:ObjectCreated:*' || event === `s3:${eventName}`,
  );
  return named && key.startsWith(queue.prefix) && key.endsWith(queue.suffix);
}

/** What is to be sent about a created object. */
export function notificationsFor(
  settings: NotificationSettings,
  created: CreatedObject,
): readonly ObjectNotification[] {
  const toQueues = settings.queues
    .filter((queue) => concerns(queue, created))
    .map((queue) => queueNotification(created, queue));
  return settings.eventBridge ? [...toQueues, busNotification(created)] : toQueues;
}
