import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { MAX_FILE_BYTES } from '../events/common.ts';
import { OfficeError } from '../kernel/errors.ts';
import type { Quarantine } from './uploads.ts';

export const createQuarantine = (
  client: S3Client,
  bucket: string,
  now: () => Date,
): Quarantine => ({
  async uploadAddress({ key, sha256, mediaType, expiresInSeconds }) {
    const checksum = Buffer.from(sha256, 'hex').toString('base64');
    const url = await getSignedUrl(
      client,
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentType: mediaType,
        ChecksumSHA256: checksum,
      }),
      {
        expiresIn: expiresInSeconds,
        signingDate: now(),
        // Signed as headers, so that the store refuses other bytes or another type.
        unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
        signableHeaders: new Set(['content-type', 'x-amz-checksum-sha256', 'host']),
      },
    );
    return { url, headers: { 'content-type': mediaType, 'x-amz-checksum-sha256': checksum } };
  },

  async read(key) {
    try {
      const { Body, ContentLength = 0 } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key }),
      );
      if (ContentLength > MAX_FILE_BYTES) {
        if (Body instanceof Readable) Body.destroy();
        throw new OfficeError('FILE_TOO_LARGE', 'the upload is over the size limit');
      }
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },

  async remove(key) {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },
});
