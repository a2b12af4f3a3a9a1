import { AwsServiceError } from '../aws/service.ts';

function s3Error(code: string, status: number, message: string, extra = {}): AwsServiceError {
  return new AwsServiceError(code, message, { status, extra });
}

export const noSuchBucket = (bucket: string) =>
  s3Error('NoSuchBucket', 404, 'The specified bucket does not exist', { BucketName: bucket });

export const noSuchKey = (key: string) =>
  s3Error('NoSuchKey', 404, 'The specified key does not exist.', { Key: key });

export const noSuchVersion = (key: string, versionId: string) =>
  s3Error('NoSuchVersion', 404, 'The specified version does not exist.', {
    Key: key,
    VersionId: versionId,
  });

export const preconditionFailed = (condition: string) =>
  s3Error(
    'PreconditionFailed',
    412,
    'At least one of the pre-conditions you specified did not hold',
    { Condition: condition },
  );

/** S3's answer to racing conditional writes; tests inject it. */
export const conditionalRequestConflict = (key: string) =>
  s3Error(
    'ConditionalRequestConflict',
    409,
    'The conditional request cannot succeed due to a conflicting operation against this resource.',
    { Key: key },
  );

export const invalidArgument = (message: string) => s3Error('InvalidArgument', 400, message);

export const accessDenied = (message = 'Access Denied') => s3Error('AccessDenied', 403, message);

export const badDigest = (what: string) =>
  s3Error('BadDigest', 400, `The ${what} you specified did not match the calculated checksum.`);

export const notEmulated = (what: string) =>
  s3Error('NotImplemented', 501, `NotImplemented: ${what} is not emulated locally`);
