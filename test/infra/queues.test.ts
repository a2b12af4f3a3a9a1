import { expect, it } from '@jest/globals';
import { ofType, readTemplates, referredId } from './office-templates.ts';

const { all, stateless } = await readTemplates();
const queues = ofType(all, 'AWS::SQS::Queue');
const dead = queues.filter(([, { Properties }]) => Properties.QueueName.endsWith('-dead'));
const working = queues.filter(([, { Properties }]) => !Properties.QueueName.endsWith('-dead'));
const alarms = ofType(all, 'AWS::CloudWatch::Alarm').map(([, alarm]) => alarm.Properties);

const alarmOn = (queueId: string, metric: string) =>
  alarms.find(
    ({ MetricName, Dimensions }) =>
      MetricName === metric && referredId(Dimensions?.[0]?.Value) === queueId,
  );

it('gives every queue a dead-letter queue of its own after five failures', () => {
  const targets = working.map(([, { Properties }]) => {
    expect(Properties.RedrivePolicy.maxReceiveCount).toBe(5);
    return referredId(Properties.RedrivePolicy.deadLetterTargetArn);
  });
  expect(working.length).toBe(11);
  expect(new Set(targets).size).toBe(working.length);
  expect(targets.sort()).toEqual(dead.map(([id]) => id).sort());
});

it('tells somebody about the first dead letter and about late work, on every queue', () => {
  for (const [id] of dead) {
    const alarm = alarmOn(id, 'ApproximateNumberOfMessagesVisible');
    expect(alarm).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 });
    expect(alarm.AlarmActions).toHaveLength(1);
  }
  for (const [id] of working) {
    const alarm = alarmOn(id, 'ApproximateAgeOfOldestMessage');
    expect(alarm).toMatchObject({ Threshold: 900 });
    expect(alarm.AlarmActions).toHaveLength(1);
  }
});

it('encrypts every queue and refuses requests without TLS', () => {
  const policies = ofType(all, 'AWS::SQS::QueuePolicy').map(([, { Properties }]) => Properties);
  for (const [id, { Properties }] of queues) {
    expect(Properties.SqsManagedSseEnabled).toBe(true);
    const statements = policies
      .filter(({ Queues }) => Queues.some((queue: unknown) => referredId(queue) === id))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
  }
});

it('hides a message for at least six time-outs of the function that reads it', () => {
  const functions = ofType(stateless, 'AWS::Lambda::Function').map(([, f]) => f.Properties);
  for (const [, { Properties }] of working) {
    const reader = functions.find(({ FunctionName }) => FunctionName === Properties.QueueName);
    expect(reader).toBeDefined();
    expect(Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * reader.Timeout);
  }
});

it('lets every reader give back single messages, and limits signing and publishing', () => {
  const mappings = ofType(stateless, 'AWS::Lambda::EventSourceMapping').map(
    ([id, { Properties }]) => ({ id, ...Properties }),
  );
  expect(mappings).toHaveLength(working.length);
  for (const mapping of mappings)
    expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  const find = (part: string) => mappings.find(({ id }) => id.startsWith(part));
  expect(find('SigningSign')).toMatchObject({
    BatchSize: 1,
    ScalingConfig: { MaximumConcurrency: 5 },
  });
  expect(find('PortalPublish')).toMatchObject({ ScalingConfig: { MaximumConcurrency: 2 } });
});
