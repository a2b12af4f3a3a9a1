import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { envelopeKey } from '../../secrecy/held-envelope.s3.ts';
import { fileEnvelope } from '../../secrecy/held-envelope.ts';
import type { EnvelopeLook } from './settle-held.ts';

export const createEnvelopeLook = (client: S3Client, bucket: string): EnvelopeLook => {
  const has = async (name: string): Promise<boolean> => {
    try {
      await client.send(new HeadObjectCommand({ Bucket: bucket, Key: envelopeKey(name) }));
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  };
  return { hasDocument: has, hasFile: (sha256) => has(fileEnvelope(sha256)) };
};
