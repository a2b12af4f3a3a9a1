import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { SignatureMemory } from './signature-memory.ts';

/** Signature values in the files bucket, each written once. */
export const createSignatureMemory = (client: S3Client, bucket: string): SignatureMemory => {
  const keyOf = (name: string): string => `signatures/${name}`;
  const find = async (name: string): Promise<Uint8Array | undefined> => {
    try {
      const { Body } = await client.send(
        new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) }),
      );
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  return {
    find,
    async keepFirst(name, signature) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(name),
            Body: signature,
            IfNoneMatch: '*',
          }),
        );
        return signature;
      } catch (error) {
        if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 412)
          throw error;
        const first = await find(name);
        if (first === undefined) throw error;
        return first;
      }
    },
  };
};
