import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { MAX_EVENT_BYTES } from '../events/envelope.ts';
import { OfficeError } from '../kernel/errors.ts';
import { type Inbox, noteKey } from './inbox.ts';

export const createInbox = (client: S3Client, bucket: string): Inbox => ({
  async read(key) {
    try {
      const { Body, ContentLength = 0 } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: key }),
      );
      if (ContentLength > MAX_EVENT_BYTES) {
        if (Body instanceof Readable) Body.destroy();
        throw new OfficeError('BODY_TOO_LARGE', 'event over the size limit', {
          facts: { limit: String(MAX_EVENT_BYTES) },
        });
      }
      return await Body?.transformToString('utf-8');
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },

  async remove(key) {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },

  async leaveNote(key, note) {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: noteKey(key),
        Body: note,
        ContentType: 'text/plain; charset=utf-8',
      }),
    );
  },
});
