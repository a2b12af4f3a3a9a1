import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface WorkQueueProps {
  /** Name of the queue; its dead-letter queue is `<queueName>-dead`. */
  readonly queueName: string;
  /** Time-out of the function that reads the queue. */
  readonly functionTimeout: Duration;
  /** Told when a message is dead or the oldest one is late. */
  readonly alarmTopic: ITopic;
}

/** How long work may wait before somebody is told. */
const lateAfter = Duration.minutes(15);

/** A queue for one effect, with a dead-letter queue of its own and the two alarms a clerk needs. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: `${props.queueName}-dead`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      queueName: props.queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Lambda's own advice: below six time-outs a slow batch is delivered twice.
      visibilityTimeout: Duration.seconds(props.functionTimeout.toSeconds() * 6),
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    this.alarm('DeadLettersAlarm', props, {
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 1,
      alarmDescription: `${props.queueName}: a message failed five times and waits in the dead-letter queue`,
    });
    this.alarm('LateAlarm', props, {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
      threshold: lateAfter.toSeconds(),
      alarmDescription: `${props.queueName}: the oldest message waits for more than ${lateAfter.toMinutes()} minutes`,
    });
  }

  private alarm(
    id: string,
    { alarmTopic }: WorkQueueProps,
    props: Pick<
      ConstructorParameters<typeof Alarm>[2],
      'metric' | 'threshold' | 'alarmDescription'
    >,
  ): void {
    new Alarm(this, id, {
      ...props,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(alarmTopic));
  }
}
