import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { isNote, noteKey } from '../../register/inbox.ts';
import { type OfficeAddress, outputOf } from './office-address.ts';

/** The inbox bucket: what has been taken in is gone, what was refused lies there for seven days. */
export const openInboxFiles = (address: OfficeAddress) => {
  const client = new S3Client({ ...address.client });
  const Bucket = outputOf(address, 'InboxBucket');
  const has = async (Key: string): Promise<boolean> => {
    try {
      await client.send(new HeadObjectCommand({ Bucket, Key }));
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  };
  const textOf = async (Key: string): Promise<string> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString('utf-8')) ?? '';
  };
  return {
    async list(): Promise<string[]> {
      const keys: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket }))
        keys.push(...Contents.map(({ Key = '' }) => Key));
      return keys.filter((key) => key.endsWith('.json') && !isNote(key));
    },
    /** Writes the file once more as it is, which tells the office of it; the old note goes first. */
    async tellAgain(Key: string): Promise<void> {
      const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket, Key }));
      const bytes = await Body?.transformToByteArray();
      await client.send(new DeleteObjectCommand({ Bucket, Key: noteKey(Key) }));
      await client.send(
        new PutObjectCommand({ Bucket, Key, Body: bytes ?? new Uint8Array(), ContentType }),
      );
    },
    /** taken: the file is gone. A code: the office has left a note. undefined: not yet. */
    async outcome(key: string): Promise<string | undefined> {
      if (await has(noteKey(key))) return (await textOf(noteKey(key))).split(':')[0];
      return (await has(key)) ? undefined : 'taken';
    },
    close: () => client.destroy(),
  };
};
