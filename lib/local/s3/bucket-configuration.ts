import type {
  PutBucketNotificationConfigurationCommandInput,
  PutBucketPolicyCommandInput,
  PutBucketVersioningCommandInput,
} from '@aws-sdk/client-s3';
import { AwsServiceError, type OperationHandler, type PolicyDocument } from '../aws/service.ts';
import type { Bucket } from './bucket-store.ts';
import { testNotification } from './notification-event.ts';
import { readNotificationSettings, writeNotificationSettings } from './notification-settings.ts';
import { checkOwner, type S3Context } from './s3-context.ts';
import { notEmulated } from './s3-errors.ts';

interface NamesBucket {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/**
 * Configurations without effect on one machine, kept and given back: bytes lie unencrypted in the
 * user's own folder, the loopback interface is not public, nobody else owns objects.
 */
const RECORDED: readonly (readonly [
  name: string,
  member: string,
  missing: readonly [code: string, status: number] | undefined,
])[] = [
  ['BucketEncryption', 'ServerSideEncryptionConfiguration', undefined],
  [
    'PublicAccessBlock',
    'PublicAccessBlockConfiguration',
    ['NoSuchPublicAccessBlockConfiguration', 404],
  ],
  ['BucketOwnershipControls', 'OwnershipControls', ['OwnershipControlsNotFoundError', 404]],
  ['BucketLogging', 'BucketLoggingStatus', undefined],
];

function open(context: S3Context, input: NamesBucket): Bucket {
  checkOwner(context, input.ExpectedBucketOwner);
  return context.store.get(String(input.Bucket));
}

function parsePolicy(text: string | undefined): PolicyDocument {
  try {
    const policy = JSON.parse(text ?? '');
    if (Array.isArray(policy.Statement)) return policy;
  } catch {
    // Falls through to the same refusal as JSON without statements.
  }
  throw new AwsServiceError('MalformedPolicy', 'Policies must be valid JSON with statements');
}

function recordedOperations(context: S3Context): Record<string, OperationHandler> {
  const operations: Record<string, OperationHandler> = {};
  for (const [name, member, missing] of RECORDED) {
    operations[`Put${name}`] = async (input: NamesBucket & Record<string, unknown>) => {
      const value = input[member] ?? {};
      await open(context, input).changeSettings((settings) => ({
        ...settings,
        recorded: { ...settings.recorded, [member]: value },
      }));
      return undefined;
    };
    operations[`Get${name}`] = (input: NamesBucket) => {
      const value = open(context, input).settings.recorded[member];
      if (value === undefined && missing) {
        const [code, status] = missing;
        throw new AwsServiceError(code, `The ${member} was not found`, { status });
      }
      return name === 'BucketLogging' ? { ...(value as object) } : { [member]: value };
    };
  }
  return operations;
}

/** A queue that is new to the configuration gets S3's test message; a refusal fails the call. */
async function putNotifications(
  context: S3Context,
  input: PutBucketNotificationConfigurationCommandInput,
): Promise<undefined> {
  const bucket = open(context, input);
  const notifications = readNotificationSettings(input.NotificationConfiguration ?? {});
  const known = new Set(bucket.settings.notifications.queues.map(({ queueArn }) => queueArn));
  const fresh = new Set(
    notifications.queues.map(({ queueArn }) => queueArn).filter((arn) => !known.has(arn)),
  );
  for (const queueArn of input.SkipDestinationValidation ? [] : fresh) {
    try {
      const { name } = bucket.settings;
      await context.outbox.deliverNow(testNotification(name, queueArn, context.service.now()));
    } catch (cause) {
      const message = `Unable to validate the following destination configurations: ${queueArn} (${cause})`;
      throw new AwsServiceError('InvalidArgument', message);
    }
  }
  await bucket.changeSettings((settings) => ({ ...settings, notifications }));
  return undefined;
}

/** Versioning, policy, notifications, and what is only recorded. */
export function bucketConfigurationOperations(
  context: S3Context,
): Record<string, OperationHandler> {
  return {
    ...recordedOperations(context),
    PutBucketVersioning: async (input: PutBucketVersioningCommandInput) => {
      const versioning = input.VersioningConfiguration?.Status;
      if (input.VersioningConfiguration?.MFADelete) throw notEmulated('s3: MFA delete');
      const bucket = open(context, input);
      await bucket.changeSettings((settings) => ({ ...settings, versioning }));
      return undefined;
    },
    GetBucketVersioning: (input: NamesBucket) => ({
      Status: open(context, input).settings.versioning,
    }),
    PutBucketPolicy: async (input: PutBucketPolicyCommandInput) => {
      const policy = parsePolicy(input.Policy);
      await open(context, input).changeSettings((settings) => ({ ...settings, policy }));
      return undefined;
    },
    GetBucketPolicy: (input: NamesBucket) => {
      const { policy } = open(context, input).settings;
      if (policy) return { Policy: JSON.stringify(policy) };
      throw new AwsServiceError('NoSuchBucketPolicy', 'The bucket policy does not exist', {
        status: 404,
      });
    },
    DeleteBucketPolicy: async (input: NamesBucket) => {
      const bucket = open(context, input);
      await bucket.changeSettings((settings) => ({ ...settings, policy: undefined }));
      return undefined;
    },
    PutBucketNotificationConfiguration: (input: PutBucketNotificationConfigurationCommandInput) =>
      putNotifications(context, input),
    GetBucketNotificationConfiguration: (input: NamesBucket) =>
      writeNotificationSettings(open(context, input).settings.notifications),
  };
}
