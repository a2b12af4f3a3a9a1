import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { fileNameHeader } from '../kernel/file-name-header.ts';
import { fileKey } from '../register/document-files.s3.ts';
import type { FileAddresses } from './file-address.ts';

const FIVE_MINUTES_S = 300;
const PDF = 'application/pdf';

/** A PDF is shown; whatever else a sender has put into a file is kept by the reader, never run. */
const dispositionOf = (name: string, mediaType: string): string =>
  fileNameHeader(mediaType === PDF ? 'inline' : 'attachment', name);

/** Addresses of files in the files bucket, good for five minutes. */
export const createFileAddresses = (
  client: S3Client,
  bucket: string,
  now: () => Date,
): FileAddresses => ({
  readAddress: ({ sha256, name, mediaType }) =>
    getSignedUrl(
      client,
      new GetObjectCommand({
        Bucket: bucket,
        Key: fileKey(sha256),
        ResponseContentDisposition: dispositionOf(name, mediaType),
        ResponseContentType: mediaType === PDF ? PDF : 'application/octet-stream',
        ResponseCacheControl: 'no-store',
      }),
      { expiresIn: FIVE_MINUTES_S, signingDate: now() },
    ),
});
