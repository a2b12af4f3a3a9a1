import { OfficeError } from '../../lib/kernel/errors.ts';
import type { HttpReply, HttpRequest } from '../../lib/platform/http.ts';
import { requestUpload, uploadRequest } from '../../lib/register/request-upload.ts';
import type { SecretOpener, SourceDirectory } from '../../lib/register/source.ts';
import { authenticateSource } from '../../lib/register/source-signature.ts';
import type { Quarantine, UploadStore } from '../../lib/register/uploads.ts';

export interface RequestUploadDeps {
  readonly sources: SourceDirectory;
  readonly secrets: SecretOpener;
  readonly uploads: UploadStore;
  readonly quarantine: Quarantine;
  readonly now: () => Date;
}

const parseBody = (body: string) => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new OfficeError('BAD_JSON', 'body is not JSON');
  }
  const read = uploadRequest.safeParse(json);
  if (!read.success)
    throw new OfficeError('BAD_REQUEST', 'not an upload request', {
      facts: {
        where: read.error.issues.map((issue) => issue.path.map(String).join('.')).join(', '),
      },
    });
  return read.data;
};

/** POST /files: where to put one file; the answer's address binds the declared SHA-256. */
export const createApp =
  (deps: RequestUploadDeps) =>
  async (request: HttpRequest): Promise<HttpReply> => {
    const source = await authenticateSource(deps, request);
    return { status: 200, body: await requestUpload(deps, source, parseBody(request.body)) };
  };
