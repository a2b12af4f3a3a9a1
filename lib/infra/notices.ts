import { Aws, Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import { allowCommit, commitEnvironment, type OfficeResources } from './office-resources.ts';

/** Notices: rows per person, then one SMS each. Only send-sms reads a number or reaches SNS (R7). */
export class Notices extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    const { state, queues, defaults } = resources;
    const environment = {
      ...commitEnvironment(resources),
      DIRECTORY_TABLE: state.tables.directory.tableName,
      NOTICES_TABLE: state.tables.notices.tableName,
    };
    const notify = new OfficeFunction(this, 'Notify', defaults, {
      name: 'notify',
      timeout: Duration.seconds(effectTimeouts.notify),
      memorySize: 512,
      environment,
    })
      .allow(['dynamodb:GetItem', 'dynamodb:Query'], [state.tables.directory.tableArn])
      .allow(
        ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
        [state.tables.notices.tableArn],
      )
      .readFrom(queues.of.notify, { batchSize: 10 });
    allowCommit(notify, resources);

    const sendSms = new OfficeFunction(this, 'SendSms', defaults, {
      name: 'send-sms',
      timeout: Duration.seconds(effectTimeouts['send-sms']),
      memorySize: 512,
      environment: { ...environment, DATA_KEY_ID: state.dataKey.keyId },
    })
      .allow(['dynamodb:GetItem'], [state.tables.directory.tableArn])
      .allow(
        ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
        [state.tables.notices.tableArn],
      )
      .allow(['kms:Decrypt'], [state.dataKey.keyArn], {
        StringEquals: { 'kms:EncryptionContext:purpose': 'phone' },
      })
      .allow(['sns:Publish'], ['*'])
      .addStatement(
        new PolicyStatement({
          effect: Effect.DENY,
          actions: ['sns:Publish'],
          resources: [`arn:${Aws.PARTITION}:sns:*:*:*`],
        }),
      )
      .readFrom(queues.of['send-sms'], { batchSize: 10 });
    allowCommit(sendSms, resources);
    acknowledge(
      sendSms,
      'IAM5[Resource::*]',
      'A phone number has no ARN, so sns:Publish to a phone needs the wildcard; topics are denied.',
    );
  }
}
