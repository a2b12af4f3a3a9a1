import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** The origin that addresses of the bucket's files have, as the client itself writes them. */
export const filesOriginOf = async (s3: S3Client, bucket: string): Promise<string> =>
  new URL(await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: 'files/' }))).origin;
