import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Environment as ScreenEnvironment } from '../../functions/screen/env.ts';
import type { Environment as SweepEnvironment } from '../../functions/sweep/env.ts';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import {
  allowEffect,
  effectEnvironment,
  type OfficeResources,
  purposeIs,
} from './office-resources.ts';

/** Screening, which every other effect waits for, and the sweeper that loses no work. */
export class Workflow extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    this.addScreen(resources);
    this.addSweep(resources);
  }

  /** Screens, releases and shreds what is held, and replays events that came early. */
  private addScreen(resources: OfficeResources): void {
    const { state, queues, defaults } = resources;
    const { tables, buckets, dataKey } = state;
    const screen = new OfficeFunction<ScreenEnvironment>(this, 'Screen', defaults, {
      name: 'screen',
      timeout: Duration.seconds(effectTimeouts.screen),
      // A held file lies in memory while it is released.
      memorySize: 1024,
      environment: {
        ...effectEnvironment(resources),
        QUARANTINE_BUCKET: buckets.quarantine.bucketName,
        DATA_KEY_ID: dataKey.keyId,
        FILES_BUCKET: buckets.files.bucketName,
        AGENCY_CODE: resources.settings.agencyCode,
      },
    })
      .allow(['dynamodb:BatchGetItem', 'dynamodb:Query'], [tables.register.tableArn])
      .allowObjects(['s3:GetObject', 's3:DeleteObject'], buckets.quarantine, 'held/')
      .allowMissing(buckets.quarantine)
      .allowObjects(['s3:PutObject', 's3:DeleteObjectVersion'], buckets.files, 'files/')
      .allow(['s3:ListBucketVersions'], [buckets.files.bucketArn])
      .allowObjects(['s3:PutObject'], buckets.files, 'evidence/numbers/')
      .allow(['kms:Decrypt'], [dataKey.keyArn], purposeIs('held-envelope'))
      // More at once would mostly meet each other at the counter of the book and begin again.
      .readFrom(queues.of.screen, { batchSize: 1, maxConcurrency: 2 });
    allowEffect(screen, resources, {
      wakes: ['screen', 'sign', 'notify', 'publish', 'answer'],
      removes: true,
    });
  }

  /** Each minute: work that is due and that no message carries any more is sent again. */
  private addSweep(resources: OfficeResources): void {
    const { state, queues, defaults } = resources;
    const { register, notices, directory } = state.tables;
    const sweep = new OfficeFunction<SweepEnvironment>(this, 'Sweep', defaults, {
      name: 'sweep',
      timeout: Duration.seconds(30),
      memorySize: 256,
      environment: {
        ...effectEnvironment(resources),
        NOTICES_TABLE: notices.tableName,
        SEND_SMS_QUEUE_URL: queues.of['send-sms'].queue.queueUrl,
      },
    })
      .allow(['dynamodb:GetItem'], [directory.tableArn])
      .allow(
        ['dynamodb:Query'],
        [`${register.tableArn}/index/due`, `${notices.tableArn}/index/due`],
      )
      .allow(
        ['sqs:SendMessage'],
        Object.values(queues.of).map(({ queue }) => queue.queueArn),
      );
    const caller = new Role(this, 'SweepCaller', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    caller.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: [sweep.function.functionArn],
      }),
    );
    new CfnSchedule(this, 'EachMinute', {
      name: `${defaults.office}-sweep`,
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: sweep.function.functionArn,
        roleArn: caller.roleArn,
        // The next minute comes soon enough; late sweeps would only pile up.
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      },
    });
  }
}
