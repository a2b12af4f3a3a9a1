import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type PutObjectCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import { inSubfolder } from '../../lib/local/aws/endpoint-server.ts';
import { createS3 } from '../../lib/local/s3/s3-service.ts';
import { startTestEndpoints, type TestEndpoints } from '../support/local-endpoints.ts';

export const Bucket = 'files-of-the-office';
export const VIETNAMESE_KEY = 'đến/2026/Công văn số 12 & "khẩn" (bản 1) +100%~.pdf';

type Body = Exclude<PutObjectCommandInput['Body'], undefined>;

/** One bucket of the embedded S3 with a client that does not retry. */
export interface S3Bucket {
  readonly endpoints: TestEndpoints;
  readonly s3: S3Client;
  /** Makes the bucket where it is missing, removes every version in it, injects no fault. */
  reset(): Promise<void>;
  put(
    Key: string,
    Body: Body,
    more?: Partial<PutObjectCommandInput>,
  ): Promise<PutObjectCommandOutput>;
  get(Key: string, more?: object): Promise<GetObjectCommandOutput>;
  textOf(Key: string, more?: object): Promise<string>;
}

/** Starts the embedded S3; the bucket is there after its first `reset`. */
export async function openS3Bucket(): Promise<S3Bucket> {
  const endpoints = await startTestEndpoints({
    services: async (context) => [
      await createS3(inSubfolder(context, 's3'), { onObjectCreated: () => undefined }),
    ],
  });
  const s3 = new S3Client(endpoints.clientFor());
  const get: S3Bucket['get'] = (Key, more = {}) =>
    s3.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return {
    endpoints,
    s3,
    reset: async () => {
      endpoints.faults.before = () => undefined;
      const { Buckets } = await s3.send(new ListBucketsCommand({}));
      if (!Buckets?.some(({ Name }) => Name === Bucket))
        await s3.send(new CreateBucketCommand({ Bucket }));
      await s3.send(
        new PutBucketVersioningCommand({
          Bucket,
          VersioningConfiguration: { Status: 'Suspended' },
        }),
      );
      const { Versions = [], DeleteMarkers = [] } = await s3.send(
        new ListObjectVersionsCommand({ Bucket }),
      );
      for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) {
        await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
      }
    },
    put: (Key, Body, more = {}) => s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more })),
    get,
    textOf: async (Key, more) => (await get(Key, more)).Body?.transformToString() ?? '',
  };
}
