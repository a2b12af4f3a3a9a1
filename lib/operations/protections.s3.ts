import { GetBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Protection } from './readers.ts';

/** The files bucket keeps versions: files and evidence cannot be overwritten for good. */
export const readBucketProtection = async (
  client: S3Client,
  Bucket: string,
): Promise<Protection> => {
  const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }));
  return { resource: Bucket, missing: Status === 'Enabled' ? [] : ['versioning'] };
};
