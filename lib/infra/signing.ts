import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Environment } from '../../functions/sign/env.ts';
import { effectTimeouts } from './effect-queues.ts';
import { OfficeFunction } from './office-function.ts';
import { allowEffect, effectEnvironment, type OfficeResources } from './office-resources.ts';

/** The sign function. Its right to sign stands in the policies of the keys alone. */
export class Signing extends Construct {
  constructor(scope: Construct, id: string, resources: OfficeResources) {
    super(scope, id);
    const { state, queues, defaults } = resources;
    const { files } = state.buckets;
    const sign = new OfficeFunction<Environment>(this, 'Sign', defaults, {
      name: 'sign',
      timeout: Duration.seconds(effectTimeouts.sign),
      memorySize: 512,
      role: state.signerRole,
      environment: { ...effectEnvironment(resources), FILES_BUCKET: files.bucketName },
    })
      .allowObjects(['s3:GetObject', 's3:PutObject'], files, 'files/')
      // A signature once made is kept, so that a retry draws the same bytes.
      .allowObjects(['s3:GetObject', 's3:PutObject'], files, 'signatures/')
      .allowObjects(['s3:PutObject'], files, 'evidence/numbers/')
      .allowMissing(files)
      .readFrom(queues.of.sign, { batchSize: 1, maxConcurrency: 5 });
    allowEffect(sign, resources, {
      wakes: ['screen', 'sign', 'notify', 'answer'],
      removes: false,
    });
  }
}
