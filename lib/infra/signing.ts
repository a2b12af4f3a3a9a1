import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import { allowCommit, commitEnvironment, type OfficeResources } from './office-resources.ts';

/** The sign function. Its right to sign stands in the policies of the keys alone. */
export class Signing extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    const { state, queues, defaults } = resources;
    const sign = new OfficeFunction(this, 'Sign', defaults, {
      name: 'sign',
      timeout: Duration.seconds(effectTimeouts.sign),
      memorySize: 512,
      role: state.signerRole,
      environment: {
        ...commitEnvironment(resources),
        DIRECTORY_TABLE: state.tables.directory.tableName,
        FILES_BUCKET: state.buckets.files.bucketName,
      },
    })
      .allow(['dynamodb:GetItem', 'dynamodb:Query'], [state.tables.directory.tableArn])
      .allowObjects(['s3:GetObject', 's3:PutObject'], state.buckets.files, 'files/')
      .readFrom(queues.of.sign, { batchSize: 1, maxConcurrency: 5 });
    allowCommit(sign, resources);
  }
}
