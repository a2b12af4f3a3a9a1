import * as z from 'zod/mini';
import { declaredSecrecy, MAX_FILE_BYTES, sha256 } from '../events/common.ts';
import { OfficeError } from '../kernel/errors.ts';
import { isSecret, readGrade, type SecrecyGrade } from '../secrecy/grades.ts';
import type { Source } from './source.ts';
import { incomingKey, type Quarantine, type UploadStore } from './uploads.ts';

/** Body of POST /files. */
export const uploadRequest = z.object({
  sha256,
  size: z.int().check(z.minimum(1), z.maximum(MAX_FILE_BYTES)),
  mediaType: z.string().check(z.regex(/^[a-z0-9][a-z0-9.+-]{0,80}\/[a-z0-9][a-z0-9.+-]{0,80}$/)),
  secrecy: declaredSecrecy,
});
export type UploadRequest = z.infer<typeof uploadRequest>;

export type UploadAnswer =
  | { readonly status: 'known' }
  | {
      readonly status: 'upload';
      readonly url: string;
      readonly method: 'PUT';
      readonly headers: Readonly<Record<string, string>>;
      readonly expiresInSeconds: number;
    };

const EXPIRES_S = 900;

/**
 * Is the file here already, so that nothing needs to be sent? One held for another document is
 * asked for again when this sender declares it ordinary.
 * @throws OfficeError SECRET_REFUSED when it was shredded for this source
 */
const isKnown = async (
  uploads: UploadStore,
  asked: { readonly sha256: string; readonly sourceId: string; readonly grade: SecrecyGrade },
): Promise<boolean> => {
  const known = (await uploads.find([asked.sha256])).get(asked.sha256);
  if (known?.status === 'shredded' && known.source === asked.sourceId)
    throw new OfficeError('SECRET_REFUSED', 'secret files are not taken');
  return known?.status === 'admitted' || (known?.status === 'held' && asked.grade !== 'ordinary');
};

/**
 * Gives out an address for one file. The address binds the declared SHA-256, so other bytes are
 * refused by the store itself.
 * @throws OfficeError SECRET_REFUSED
 */
export const requestUpload = async (
  deps: {
    readonly uploads: UploadStore;
    readonly quarantine: Quarantine;
    readonly now: () => Date;
  },
  source: Source,
  request: UploadRequest,
): Promise<UploadAnswer> => {
  const grade = request.secrecy === undefined ? source.defaultGrade : readGrade(request.secrecy);
  if (isSecret(grade)) throw new OfficeError('SECRET_REFUSED', 'secret files are not taken');
  const asked = { sha256: request.sha256, sourceId: source.sourceId, grade };
  if (await isKnown(deps.uploads, asked)) return { status: 'known' };
  const written = await deps.uploads.put({
    sha256: request.sha256,
    source: source.sourceId,
    status: 'awaited',
    size: request.size,
    mediaType: request.mediaType,
    at: deps.now().toISOString(),
  });
  // The file has come between the two, or was shredded.
  if (!written && (await isKnown(deps.uploads, asked))) return { status: 'known' };
  const address = await deps.quarantine.uploadAddress({
    key: incomingKey(grade === 'ordinary' ? 'open' : 'held', request.sha256),
    sha256: request.sha256,
    size: request.size,
    mediaType: request.mediaType,
    expiresInSeconds: EXPIRES_S,
  });
  return { status: 'upload', method: 'PUT', expiresInSeconds: EXPIRES_S, ...address };
};
