import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import { allowCommit, commitEnvironment, type OfficeResources } from './office-resources.ts';

/** The publisher. Two batches at most write the portal at once; If-Match settles the rest. */
export class Portal extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    const { state, queues, defaults } = resources;
    const publish = new OfficeFunction(this, 'Publish', defaults, {
      name: 'publish',
      timeout: Duration.seconds(effectTimeouts.publish),
      memorySize: 512,
      environment: {
        ...commitEnvironment(resources),
        DIRECTORY_TABLE: state.tables.directory.tableName,
        FILES_BUCKET: state.buckets.files.bucketName,
        PORTAL_BUCKET: state.buckets.portal.bucketName,
        PORTAL_URL: `https://${state.site.distribution.distributionDomainName}`,
      },
    })
      .allow(['dynamodb:GetItem'], [state.tables.directory.tableArn])
      .allowObjects(['s3:GetObject'], state.buckets.files, 'files/')
      .allowObjects(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], state.buckets.portal)
      // Lets a read of a page that does not exist answer 404 instead of 403.
      .allow(['s3:ListBucket'], [state.buckets.portal.bucketArn])
      .readFrom(queues.of.publish, { batchSize: 10, maxConcurrency: 2 });
    allowCommit(publish, resources);
  }
}
