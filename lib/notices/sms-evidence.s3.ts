import {
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { handOverKey, type SmsEvidence } from './sms-evidence.ts';

/** Evidence of notices handed over, in the files bucket; the body is the claim that did it. */
export const createSmsEvidence = (client: S3Client, bucket: string): SmsEvidence => ({
  async record(handOver, claimId) {
    const target = { Bucket: bucket, Key: handOverKey(handOver) };
    try {
      await client.send(new PutObjectCommand({ ...target, Body: claimId, IfNoneMatch: '*' }));
      return true;
    } catch (error) {
      if (!(error instanceof S3ServiceException) || error.$metadata.httpStatusCode !== 412)
        throw error;
      // The reply to this very claim may have been lost, and the client asked again.
      const { Body } = await client.send(new GetObjectCommand(target));
      return (await Body?.transformToString()) === claimId;
    }
  },

  async has(handOver) {
    try {
      await client.send(new HeadObjectCommand({ Bucket: bucket, Key: handOverKey(handOver) }));
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  },
});
