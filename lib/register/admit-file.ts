import { MAX_FILE_BYTES } from '../events/common.ts';
import { OfficeError } from '../kernel/errors.ts';
import { sha256Of } from '../kernel/ids.ts';
import { fileEnvelope, type HeldEnvelopes } from '../secrecy/held-envelope.ts';
import { inspectFile } from './inspect-file.ts';
import {
  type DocumentFiles,
  type FileUpload,
  type Quarantine,
  readIncomingKey,
  type UploadStore,
} from './uploads.ts';

export interface AdmitDeps {
  readonly uploads: UploadStore;
  readonly quarantine: Quarantine;
  readonly files: DocumentFiles;
  readonly envelopes: HeldEnvelopes;
  readonly now: () => Date;
}

const faultOf = (bytes: Uint8Array, upload: FileUpload): string | undefined => {
  if (bytes.length > MAX_FILE_BYTES) return 'FILE_TOO_LARGE';
  if (sha256Of(bytes) !== upload.sha256) return 'FILE_HASH_DIFFERS';
  try {
    inspectFile(bytes, upload.mediaType);
    return undefined;
  } catch (error) {
    if (error instanceof OfficeError) return error.code;
    throw error;
  }
};

/**
 * Checks one upload and moves it: ordinary files to the files bucket by SHA-256, files of unknown
 * grade into an envelope, anything else is removed with its code kept. Repeat-safe: the upload
 * leaves the quarantine last.
 */
export const admitFile = async (deps: AdmitDeps, key: string): Promise<void> => {
  const place = readIncomingKey(key);
  if (place === undefined) {
    // Nobody was given this address: there is no row to tell about it.
    await deps.quarantine.remove(key);
    return;
  }
  const upload = (await deps.uploads.find([place.sha256])).get(place.sha256);
  if (upload === undefined) {
    await deps.quarantine.remove(key);
    return;
  }
  if (upload.status === 'shredded') {
    // A run that ended half-way may have kept the bytes before they were to be destroyed.
    await deps.files.purge(place.sha256);
    await deps.envelopes.destroy(fileEnvelope(place.sha256));
    await deps.quarantine.remove(key);
    return;
  }
  if (isInPlace(upload, place.grade)) {
    await deps.quarantine.remove(key);
    return;
  }
  const row = { ...upload, at: deps.now().toISOString() };
  const bytes = await readUpload(deps, key, row);
  if (bytes !== undefined) await admitBytes(deps, row, place.grade, bytes);
  await deps.quarantine.remove(key);
};

/** The bytes; undefined when they are gone, or too many to be read at all, which is noted. */
const readUpload = async (
  deps: AdmitDeps,
  key: string,
  row: FileUpload,
): Promise<Uint8Array | undefined> => {
  try {
    return await deps.quarantine.read(key);
  } catch (error) {
    if (!(error instanceof OfficeError)) throw error;
    if (row.status !== 'held')
      await deps.uploads.put({ ...row, status: 'refused', code: error.code });
    return undefined;
  }
};

/** The file has come before: these bytes are the same once more, or forged. Neither undoes it. */
const isInPlace = (upload: FileUpload, grade: 'open' | 'held'): boolean =>
  upload.status === 'admitted' || (upload.status === 'held' && grade === 'held');

const admitBytes = async (
  deps: AdmitDeps,
  row: FileUpload,
  grade: 'open' | 'held',
  bytes: Uint8Array,
): Promise<void> => {
  const code = faultOf(bytes, row);
  if (code !== undefined) {
    if (row.status !== 'held') await deps.uploads.put({ ...row, status: 'refused', code });
  } else if (grade === 'open') await keep(deps, row, bytes);
  else {
    await deps.envelopes.seal(fileEnvelope(row.sha256), bytes);
    const written = await deps.uploads.put({ ...row, status: 'held' });
    if (!written) await deps.envelopes.destroy(fileEnvelope(row.sha256));
  }
};

/** A file shredded while it was being kept is purged again: the row decides. */
const keep = async (deps: AdmitDeps, row: FileUpload, bytes: Uint8Array): Promise<void> => {
  await deps.files.put(row.sha256, bytes, row.mediaType);
  const written = await deps.uploads.put({ ...row, status: 'admitted' });
  if (!written) await deps.files.purge(row.sha256);
  if (row.status === 'held') await deps.envelopes.destroy(fileEnvelope(row.sha256));
};
