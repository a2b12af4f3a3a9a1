import {
  CreateBucketCommand,
  DeleteBucketLifecycleCommand,
  HeadBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  type QueueConfiguration,
} from '@aws-sdk/client-s3';
import { RunnerError } from './errors.ts';
import {
  failedWith,
  generatedName,
  type ResourceContext,
  type ResourceType,
} from './resource-type.ts';

interface TemplateQueueConfiguration {
  readonly Event: string;
  readonly Queue: string;
  readonly Filter?: {
    readonly S3Key: {
      readonly Rules: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}

/** S3 and CloudFormation spell the same notification differently. */
function toS3({ Event, Queue, Filter }: TemplateQueueConfiguration): QueueConfiguration {
  return {
    QueueArn: Queue,
    Events: [Event as 's3:ObjectCreated:*'],
    ...(Filter
      ? {
          Filter: {
            Key: {
              FilterRules: Filter.S3Key.Rules.map(({ Name, Value }) => ({
                Name: Name as 'prefix' | 'suffix',
                Value,
              })),
            },
          },
        }
      : {}),
  };
}

interface TemplateRule {
  readonly Id?: string;
  readonly Status: 'Enabled' | 'Disabled';
  readonly Prefix?: string;
  readonly ExpirationInDays?: number;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
}

/** Members of a rule that act on what is not emulated: multipart uploads. */
const inertRuleMembers = ['AbortIncompleteMultipartUpload'];
const ruleMembers = [
  'Id',
  'Status',
  'Prefix',
  'ExpirationInDays',
  'NoncurrentVersionExpiration',
  ...inertRuleMembers,
];

async function putLifecycle(
  Bucket: string,
  configuration: unknown,
  { clients, where }: ResourceContext,
): Promise<void> {
  const { Rules = [] } = (configuration ?? {}) as { readonly Rules?: readonly TemplateRule[] };
  const unknown = Rules.flatMap(Object.keys).find((member) => !ruleMembers.includes(member));
  if (unknown !== undefined)
    throw new RunnerError('UNKNOWN_PROPERTY', where, `lifecycle rules with ${unknown}`);
  const expiring = Rules.filter(({ ExpirationInDays }) => ExpirationInDays !== undefined);
  if (expiring.length === 0) {
    await clients.s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
    return;
  }
  await clients.s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: {
        Rules: expiring.map(
          ({ Id, Status, Prefix, ExpirationInDays, NoncurrentVersionExpiration }, index) => ({
            ID: Id ?? `rule-${index}`,
            Status,
            Filter: { Prefix: Prefix ?? '' },
            Expiration: { Days: ExpirationInDays },
            ...(NoncurrentVersionExpiration === undefined ? {} : { NoncurrentVersionExpiration }),
          }),
        ),
      },
    }),
  );
}

async function exists(Bucket: string, { clients }: ResourceContext): Promise<boolean> {
  try {
    await clients.s3.send(new HeadBucketCommand({ Bucket }));
    return true;
  } catch (error) {
    if (failedWith(error, 'NotFound', 'NoSuchBucket')) return false;
    throw error;
  }
}

/** AWS::S3::Bucket. */
export const bucket: ResourceType = {
  effective: [
    'BucketName',
    'LifecycleConfiguration',
    'NotificationConfiguration',
    'VersioningConfiguration',
  ],
  ignored: {
    BucketEncryption: 'local state is not encrypted, and local mode says so',
    LoggingConfiguration: 'every call is shown to the observers of the endpoints',
    OwnershipControls: 'there is one account and there are no ACLs',
    PublicAccessBlockConfiguration:
      'the endpoints take signed calls only, on the loopback interface',
    Tags: 'nothing here is chosen by tags',
  },
  async ensure(properties, context) {
    const { s3 } = context.clients;
    const Bucket = String(properties['BucketName'] ?? generatedName(context, 63).toLowerCase());
    if (!(await exists(Bucket, context))) await s3.send(new CreateBucketCommand({ Bucket }));
    const versioning = properties['VersioningConfiguration'] as { Status: 'Enabled' } | undefined;
    if (versioning)
      await s3.send(
        new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: versioning }),
      );
    await putLifecycle(Bucket, properties['LifecycleConfiguration'], context);
    const notifications = properties['NotificationConfiguration'] as
      | { readonly QueueConfigurations?: readonly TemplateQueueConfiguration[] }
      | undefined;
    await s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: {
          QueueConfigurations: (notifications?.QueueConfigurations ?? []).map(toS3),
        },
      }),
    );
    const domain = `${Bucket}.s3.${context.region}.amazonaws.com`;
    return {
      ref: Bucket,
      attributes: {
        Arn: `arn:aws:s3:::${Bucket}`,
        DomainName: `${Bucket}.s3.amazonaws.com`,
        RegionalDomainName: domain,
      },
    };
  },
};

/** AWS::S3::BucketPolicy. */
export const bucketPolicy: ResourceType = {
  effective: ['Bucket', 'PolicyDocument'],
  async ensure({ Bucket, PolicyDocument }, { clients, logicalId }) {
    await clients.s3.send(
      new PutBucketPolicyCommand({
        Bucket: String(Bucket),
        Policy: JSON.stringify(PolicyDocument),
      }),
    );
    return { ref: logicalId };
  },
};
