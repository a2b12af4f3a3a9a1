import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { OfficeError } from '../kernel/errors.ts';
import type { DocumentFiles } from './uploads.ts';

/** Where a file lies: by its content. */
export const fileKey = (sha256: string): string => `files/sha256/${sha256.slice(0, 2)}/${sha256}`;

const isStatus = (error: unknown, status: number): boolean =>
  error instanceof S3ServiceException && error.$metadata.httpStatusCode === status;

export const createDocumentFiles = (client: S3Client, bucket: string): DocumentFiles => ({
  async read(sha256) {
    try {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: fileKey(sha256) }),
      );
      if (Body === undefined) throw new OfficeError('FILE_GONE', 'a file has no content');
      return await Body.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey)
        throw new OfficeError('FILE_GONE', 'a file is not there', { cause: error });
      throw error;
    }
  },

  async put(sha256, bytes, mediaType) {
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: fileKey(sha256),
          Body: bytes,
          ContentType: mediaType,
          IfNoneMatch: '*',
          ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        }),
      );
    } catch (error) {
      // The key is the content's own hash: what is there already is the same file.
      if (!isStatus(error, 412)) throw error;
    }
  },

  async purge(sha256) {
    const Key = fileKey(sha256);
    const { Versions = [], DeleteMarkers = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: Key }),
    );
    const all = [...Versions, ...DeleteMarkers].map(({ VersionId }) => ({ Key, VersionId }));
    if (all.length === 0) return;
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: all, Quiet: true } }),
    );
    if (Errors.length > 0) throw new Error(`${Errors.length} versions of a file were not removed`);
  },
});
