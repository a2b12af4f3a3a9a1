import type { ResourceType } from './resource-type.ts';

interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** AWS::CloudWatch::Alarm. Alarms on the number of messages in a queue are watched. */
export const alarm: ResourceType = {
  effective: ['AlarmDescription', 'Dimensions', 'MetricName', 'Namespace', 'Threshold'],
  ignored: {
    AlarmActions: 'the runner tells its own listeners',
    ComparisonOperator: 'watched alarms compare with at least',
    EvaluationPeriods: 'watched alarms look at this moment',
    Period: 'watched alarms look at this moment',
    Statistic: 'watched alarms look at this moment',
    TreatMissingData: 'nothing is missing here',
  },
  ensure(properties, { parts, logicalId }) {
    const dimensions = (properties['Dimensions'] ?? []) as readonly Dimension[];
    const queueName = dimensions.find(({ Name }) => Name === 'QueueName')?.Value;
    // Ages, durations and error rates say nothing on a developer's machine.
    const watched = properties['MetricName'] === 'ApproximateNumberOfMessagesVisible';
    if (watched && queueName !== undefined)
      parts.alarms.push({
        name: logicalId,
        description: String(properties['AlarmDescription'] ?? logicalId),
        queueName,
        threshold: Number(properties['Threshold']),
      });
    return { ref: logicalId };
  },
};
