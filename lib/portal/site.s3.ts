import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { SiteConflictError } from './errors.ts';
import type { PortalSite, SiteWrite } from './site.ts';

const hasName = (error: unknown, names: readonly string[]): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'name' in error &&
  names.includes(String(error.name));

/**
 * 412: the version differs; 409: another conditional write is under way; NoSuchKey: `If-Match`
 * on an object that is gone.
 */
const conflicts = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

const condition = (ifMatch: SiteWrite['ifMatch']): { IfMatch?: string; IfNoneMatch?: string } => {
  if (ifMatch === undefined) return {};
  return ifMatch === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: ifMatch };
};

/**
 * The portal bucket. The role needs s3:ListBucket too: without it S3 answers 403 for a missing
 * key, which is thrown on as what it is.
 */
export const s3PortalSite = (client: S3Client, bucket: string): PortalSite => ({
  async read(key) {
    try {
      const found = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (found.Body === undefined || found.ETag === undefined) return undefined;
      return { body: await found.Body.transformToByteArray(), etag: found.ETag };
    } catch (error) {
      if (hasName(error, ['NoSuchKey', 'NotFound'])) return undefined;
      throw error;
    }
  },

  async write(key, body, how) {
    try {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ContentType: how.contentType,
          CacheControl: how.cacheControl,
          ...condition(how.ifMatch),
        }),
      );
    } catch (error) {
      if (hasName(error, conflicts)) throw new SiteConflictError(key, error);
      throw error;
    }
  },

  async remove(key) {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },
});
