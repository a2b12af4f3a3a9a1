import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

const guarded = {
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
} satisfies BucketProps;

export interface BucketsProps {
  /** Receives a message for each file that arrives in quarantine. */
  readonly admitFile: Queue;
  /** Receives a message for each event file put into the inbox. */
  readonly receiveInbox: Queue;
}

/** The office's buckets. Quarantine, inbox and portal keep no versions: what is removed is gone. */
export class Buckets extends Construct {
  readonly files: Bucket;
  readonly quarantine: Bucket;
  readonly inbox: Bucket;
  readonly portal: Bucket;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, { admitFile, receiveInbox }: BucketsProps) {
    super(scope, id);
    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...guarded,
      // CloudFront's standard log delivery writes through an ACL.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(400) }],
    });
    this.files = this.bucket('Files', {
      versioned: true,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(7) },
        // Point-in-time recovery goes back 35 days: older evidence of an SMS proves nothing.
        {
          prefix: 'evidence/sms/',
          expiration: Duration.days(90),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
    this.quarantine = this.bucket('Quarantine', {
      // Held files (held/) stay until a clerk decides; uploads that nobody names do not.
      lifecycleRules: [{ prefix: 'incoming/', expiration: Duration.days(7) }],
    });
    this.inbox = this.bucket('Inbox', { lifecycleRules: [{ expiration: Duration.days(7) }] });
    this.portal = this.bucket('Portal', {});
    notifyQueue(this.quarantine, admitFile, { prefix: 'incoming/' });
    notifyQueue(this.inbox, receiveInbox, { suffix: '.json' });
  }

  private bucket(id: string, props: BucketProps): Bucket {
    return new Bucket(this, id, {
      ...guarded,
      serverAccessLogsBucket: this.accessLogs,
      serverAccessLogsPrefix: `${id.toLowerCase()}/`,
      ...props,
    });
  }
}

/**
 * Native notifications, not CDK's custom resource, which would add a Python function with rights
 * on every bucket. The queue trusts S3 for this account only; naming the bucket's ARN would close
 * a circle, as S3 tests the queue when it creates the bucket.
 */
function notifyQueue(bucket: Bucket, queue: Queue, filter: { prefix?: string; suffix?: string }) {
  const granted = queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(bucket).account } },
    }),
  );
  const resource = bucket.node.defaultChild as CfnBucket;
  resource.notificationConfiguration = {
    queueConfigurations: [
      {
        event: 's3:ObjectCreated:*',
        queue: queue.queueArn,
        filter: {
          s3Key: { rules: Object.entries(filter).map(([name, value]) => ({ name, value })) },
        },
      },
    ],
  };
  if (granted.policyDependable) bucket.node.addDependency(granted.policyDependable);
}
