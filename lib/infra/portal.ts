import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/publish/env.ts';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import { allowEffect, effectEnvironment, type OfficeResources } from './office-resources.ts';

/** The publisher. Two batches at most write the portal at once; If-Match settles the rest. */
export class Portal extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    const { state, queues, defaults, settings } = resources;
    const { files, portal } = state.buckets;
    const publish = new OfficeFunction<Environment>(this, 'Publish', defaults, {
      name: 'publish',
      timeout: Duration.seconds(effectTimeouts.publish),
      memorySize: 512,
      environment: {
        ...effectEnvironment(resources),
        FILES_BUCKET: files.bucketName,
        PORTAL_BUCKET: portal.bucketName,
        PORTAL_URL: `https://${state.site.distribution.distributionDomainName}`,
        AGENCY_NAME: settings.agencyName,
        ...(settings.portalBanner === '' ? {} : { PORTAL_BANNER: settings.portalBanner }),
      },
    })
      .allowObjects(['s3:GetObject'], files, 'files/')
      .allowObjects(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], portal)
      .allow(['s3:ListBucket'], [files.bucketArn, portal.bucketArn])
      .readFrom(queues.of.publish, { batchSize: 1, maxConcurrency: 2 });
    allowEffect(publish, resources, { wakes: ['answer'], removes: false });
  }
}
