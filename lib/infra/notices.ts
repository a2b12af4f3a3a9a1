import { Aws, Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Environment as NotifyEnvironment } from '../../functions/notify/env.ts';
import type { Environment as SendSmsEnvironment } from '../../functions/send-sms/env.ts';
import { acknowledge } from './acknowledge.ts';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import {
  allowEffect,
  effectEnvironment,
  type OfficeResources,
  purposeIs,
} from './office-resources.ts';

/** Notices: rows per person, then one SMS each. Only send-sms reads a number or reaches SNS (R7). */
export class Notices extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    this.addNotify(resources);
    this.addSendSms(resources);
  }

  private addNotify(resources: OfficeResources): void {
    const { state, queues, defaults, settings } = resources;
    const { directory, notices } = state.tables;
    const sendSms = queues.of['send-sms'].queue;
    const notify = new OfficeFunction<NotifyEnvironment>(this, 'Notify', defaults, {
      name: 'notify',
      timeout: Duration.seconds(effectTimeouts.notify),
      memorySize: 512,
      environment: {
        ...effectEnvironment(resources),
        NOTICES_TABLE: notices.tableName,
        SEND_SMS_QUEUE_URL: sendSms.queueUrl,
        GUEST_LIST_ONLY: settings.guestListOnly,
      },
    })
      .allow(['dynamodb:BatchGetItem'], [directory.tableArn, notices.tableArn])
      .allow(['dynamodb:PutItem'], [notices.tableArn])
      .allow(['sqs:SendMessage'], [sendSms.queueArn])
      .readFrom(queues.of.notify, { batchSize: 10 });
    allowEffect(notify, resources, { wakes: [], removes: false });
  }

  private addSendSms({ state, queues, defaults, settings }: OfficeResources): void {
    const { register, directory, notices } = state.tables;
    const { files } = state.buckets;
    const sendSms = new OfficeFunction<SendSmsEnvironment>(this, 'SendSms', defaults, {
      name: 'send-sms',
      timeout: Duration.seconds(effectTimeouts['send-sms']),
      memorySize: 512,
      environment: {
        REGISTER_TABLE: register.tableName,
        DIRECTORY_TABLE: directory.tableName,
        NOTICES_TABLE: notices.tableName,
        FILES_BUCKET: files.bucketName,
        DATA_KEY_ID: state.dataKey.keyId,
        PHONE_HMAC_KEY_ID: state.phoneKey.keyId,
        GUEST_LIST_ONLY: settings.guestListOnly,
        SMS_SENDER_ID: settings.smsSenderId,
        SMS_MAX_PRICE_USD: settings.smsMaxPriceUsd,
      },
    })
      .allow(['dynamodb:GetItem'], [directory.tableArn])
      .allow(['dynamodb:BatchGetItem'], [register.tableArn, directory.tableArn, notices.tableArn])
      .allow(['dynamodb:PutItem', 'dynamodb:UpdateItem'], [notices.tableArn])
      .allow(['kms:Decrypt'], [state.dataKey.keyArn], purposeIs('phone'))
      // Evidence of each text handed over; read when it is there already.
      .allowObjects(['s3:GetObject', 's3:PutObject'], files, 'evidence/sms/')
      .allow(['sns:Publish'], ['*'])
      .addStatement(
        new PolicyStatement({
          effect: Effect.DENY,
          actions: ['sns:Publish'],
          resources: [`arn:${Aws.PARTITION}:sns:*:*:*`],
        }),
      )
      .readFrom(queues.of['send-sms'], { batchSize: 10 });
    acknowledge(
      sendSms,
      'IAM5[Resource::*]',
      'A phone number has no ARN, so sns:Publish to a phone needs the wildcard; topics are denied.',
    );
  }
}
