import { Duration } from 'aws-cdk-lib';
import {
  Effect as PolicyEffect,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import { allowCommit, commitEnvironment, type OfficeResources } from './office-resources.ts';

/** Screening, which every other effect waits for, and the sweeper that loses no work. */
export class Workflow extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    const { state, queues, defaults } = resources;
    const screen = new OfficeFunction(this, 'Screen', defaults, {
      name: 'screen',
      timeout: Duration.seconds(effectTimeouts.screen),
      memorySize: 512,
      environment: {
        ...commitEnvironment(resources),
        DIRECTORY_TABLE: state.tables.directory.tableName,
        FILES_BUCKET: state.buckets.files.bucketName,
      },
    })
      .allow(['dynamodb:GetItem'], [state.tables.directory.tableArn])
      .allowObjects(['s3:GetObject'], state.buckets.files, 'files/')
      .readFrom(queues.of.screen, { batchSize: 10 });
    allowCommit(screen, resources);
    this.addSweeper(resources);
  }

  /** Each minute: work that is due and that no message carries any more is sent again. */
  private addSweeper({ state, queues, defaults }: OfficeResources): void {
    const { register, notices } = state.tables;
    const sweep = new OfficeFunction(this, 'Sweep', defaults, {
      name: 'sweep',
      timeout: Duration.seconds(30),
      memorySize: 256,
      environment: {
        REGISTER_TABLE: register.tableName,
        NOTICES_TABLE: notices.tableName,
        ...queues.environment,
      },
    })
      .allow(
        ['dynamodb:Query'],
        [`${register.tableArn}/index/due`, `${notices.tableArn}/index/due`],
      )
      .allow(['sqs:SendMessage'], queues.arns);
    const caller = new Role(this, 'SweepCaller', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    caller.addToPolicy(
      new PolicyStatement({
        effect: PolicyEffect.ALLOW,
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
