import { describeWebhookCrashes } from './webhook-crash-run.ts';

/** Each kind of call breaks once in each way; all points are in test/full. */
describeWebhookCrashes('Whatever kind of call breaks on the way to a webhook', (points) =>
  points.filter(
    ({ call, mode }, index) =>
      // The last one: a call of delivering, where both kinds of work make it.
      points.findLastIndex((other) => other.call === call && other.mode === mode) === index,
  ),
);
