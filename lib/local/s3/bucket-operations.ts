import type { CreateBucketCommandInput } from '@aws-sdk/client-s3';
import { AwsServiceError } from '../aws/service.ts';
import { checkOwner, refuseOtherMembers, type S3Context } from './s3-context.ts';

interface NamesBucket {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

/** 3 to 63 lower-case letters, digits, dots and hyphens; no address, no doubled dot. */
function checkBucketName(name: string): void {
  const wellFormed = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name);
  const address = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  if (wellFormed && !address && !name.includes('..')) return;
  throw new AwsServiceError('InvalidBucketName', 'The specified bucket is not valid.');
}

/** CreateBucket in the endpoints' own region. */
export async function createBucket(
  context: S3Context,
  input: CreateBucketCommandInput,
): Promise<object> {
  refuseOtherMembers('CreateBucket', input, [
    'Bucket',
    'CreateBucketConfiguration',
    'ObjectOwnership',
  ]);
  const name = String(input.Bucket);
  checkBucketName(name);
  const { region } = context.service;
  const wanted = input.CreateBucketConfiguration?.LocationConstraint ?? 'us-east-1';
  if (wanted !== region) {
    throw new AwsServiceError(
      'IllegalLocationConstraintException',
      `The ${wanted} location constraint is incompatible for the region ${region}.`,
    );
  }
  if (context.store.find(name)) {
    throw new AwsServiceError(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      { status: 409 },
    );
  }
  const bucket = await context.store.create(name, context.service.now());
  if (input.ObjectOwnership) {
    const rule = { Rules: [{ ObjectOwnership: input.ObjectOwnership }] };
    await bucket.changeSettings((settings) => ({
      ...settings,
      recorded: { ...settings.recorded, OwnershipControls: rule },
    }));
  }
  return { Location: `/${name}` };
}

export function headBucket(context: S3Context, input: NamesBucket): object {
  checkOwner(context, input.ExpectedBucketOwner);
  context.store.get(String(input.Bucket));
  return { BucketRegion: context.service.region };
}

export function listBuckets(context: S3Context): object {
  return {
    Buckets: context.store.list().map(({ settings }) => ({
      Name: settings.name,
      CreationDate: new Date(settings.created),
    })),
    Owner: { ID: context.service.account },
  };
}

/** DeleteBucket; 409 while it holds any version of an object. */
export async function deleteBucket(context: S3Context, input: NamesBucket): Promise<undefined> {
  checkOwner(context, input.ExpectedBucketOwner);
  const name = String(input.Bucket);
  if (context.store.get(name).sortedKeys().length > 0) {
    throw new AwsServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', {
      status: 409,
    });
  }
  await context.store.remove(name);
  return undefined;
}
