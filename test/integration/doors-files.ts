import { sha256Of } from '../../lib/kernel/ids.ts';
import { createUploadStore } from '../../lib/register/uploads.dynamo.ts';
import type { FileUpload } from '../../lib/register/uploads.ts';
import { readBucket } from '../support/office/observe.ts';
import type { DoorsOffice } from './doors-office.ts';

/** The body of POST /files for some bytes. */
export const fileRequest = (bytes: Uint8Array, more: object = {}) => ({
  sha256: sha256Of(bytes),
  size: bytes.length,
  mediaType: 'application/pdf',
  secrecy: 'thuong',
  ...more,
});

export const uploadsOf = ({ test }: DoorsOffice) =>
  createUploadStore(test.ground.clients.dynamodb, test.names.tables.register);

export const uploadOf = async (
  doors: DoorsOffice,
  sha256: string,
): Promise<FileUpload | undefined> => (await uploadsOf(doors).find([sha256])).get(sha256);

/** The keys of a bucket. */
export const storedIn = async (
  { test }: DoorsOffice,
  bucket: 'files' | 'quarantine' | 'inbox',
): Promise<string[]> => [...(await readBucket(test, test.names.buckets[bucket])).keys()];
