import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type Inbox, noteKey } from './inbox.ts';

export const createInbox = (client: S3Client, bucket: string): Inbox => ({
  async read(key) {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
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
