import { OfficeError } from '../../kernel/errors.ts';
import { fileEnvelope } from '../../secrecy/held-envelope.ts';
import type { DocumentState } from '../document-state.ts';
import type { Outcome } from '../effect-runner.ts';
import type { FileUpload } from '../uploads.ts';
import { newWork } from '../work.ts';
import { forgetOf, registerDocument, unparkOf } from './register-document.ts';
import type { ScreenDeps } from './screen-deps.ts';

/** A file may come after its event; the document waits this long for it. */
const FILE_WAIT_MS = 24 * 3_600_000;
/** Looks again after 2 s at first, then after a quarter of the time it has waited, at most 15 min. */
const lookAgain = (waitedMs: number): number => Math.min(900_000, Math.max(2_000, waitedMs / 4));

/** Another document has let the same file go at the same time. */
const isReleased = async (deps: ScreenDeps, sha256: string, error: unknown): Promise<boolean> =>
  error instanceof OfficeError &&
  error.code === 'ENVELOPE_GONE' &&
  (await deps.uploads.find([sha256])).get(sha256)?.status === 'admitted';

/** Why an upload cannot be the file the event names; undefined when nothing is against it. */
const faultOf = (
  file: DocumentState['core']['files'][number],
  upload: FileUpload | undefined,
  source: string,
): string | undefined => {
  if (upload === undefined) return undefined;
  if (upload.status === 'refused') return upload.code ?? 'FILE_REFUSED';
  // A source's secret file binds that source; it cannot take another's file away.
  if (upload.status === 'shredded' && upload.source === source) return 'SECRET_REFUSED';
  const claimsPdf = file.mediaType === 'application/pdf' && upload.mediaType !== file.mediaType;
  return claimsPdf && upload.status === 'admitted' ? 'NOT_PDF' : undefined;
};

/** Takes a file out of its envelope: its document has been declared ordinary. */
const releaseFile = async (deps: ScreenDeps, upload: FileUpload, now: Date): Promise<void> => {
  let bytes: Uint8Array;
  try {
    bytes = await deps.envelopes.open(fileEnvelope(upload.sha256));
  } catch (error) {
    if (await isReleased(deps, upload.sha256, error)) return;
    throw error;
  }
  await deps.files.put(upload.sha256, bytes, upload.mediaType);
  const written = await deps.uploads.put({
    ...upload,
    status: 'admitted',
    at: now.toISOString(),
  });
  if (!written) await deps.files.purge(upload.sha256);
  await deps.envelopes.destroy(fileEnvelope(upload.sha256));
};

type FilesVerdict = 'here' | 'waiting' | { readonly code: string };

const checkFiles = async (
  deps: ScreenDeps,
  state: DocumentState,
  now: Date,
): Promise<FilesVerdict> => {
  const wanted = [...new Set(state.core.files.map((file) => file.sha256))];
  if (wanted.length === 0) return 'here';
  const uploads = await deps.uploads.find(wanted);
  const found = wanted.map((hash) => uploads.get(hash));
  const code = state.core.files
    .map((file) => faultOf(file, uploads.get(file.sha256), state.source))
    .find((fault) => fault !== undefined);
  if (code !== undefined) return { code };
  // What another source sent without a grade its own document's clerk decides on, not this one (R1).
  const mine = found.filter(
    (upload) => upload?.status === 'held' && upload.source === state.source,
  );
  for (const upload of mine) if (upload) await releaseFile(deps, upload, now);
  if (found.every((upload) => upload?.status === 'admitted' || mine.includes(upload)))
    return 'here';
  if (now.getTime() - Date.parse(state.core.createdAt) <= FILE_WAIT_MS) return 'waiting';
  const isHeld = found.some((upload) => upload?.status === 'held' && !mine.includes(upload));
  return { code: isHeld ? 'FILE_HELD' : 'FILE_NEVER_CAME' };
};

const refusedFor = (code: string, state: DocumentState): Outcome => ({
  kind: 'failed',
  code,
  next: { ...state, screening: { ...state.screening, status: 'refused', causes: [code] } },
  // What waited for the document learns that it will not come.
  guards: ['core'],
  works: [
    newWork('answer', `returned-${state.screening.rev}`, { code }),
    ...unparkOf(state),
    ...forgetOf(state),
  ],
  to: 'refused',
});

/**
 * Registers an ordinary document: its files are here, its marks are known, its number is given.
 * A circulation mark (lưu hành nội bộ, xem xong trả lại) makes it `warned`: no abstract by SMS,
 * no publication.
 */
export const checkDocument = async (
  deps: ScreenDeps,
  state: DocumentState,
  now: Date,
): Promise<Outcome> => {
  const files = await checkFiles(deps, state, now);
  if (files === 'waiting') {
    const waited = now.getTime() - Date.parse(state.core.createdAt);
    return { kind: 'later', at: new Date(now.getTime() + lookAgain(waited)) };
  }
  if (files !== 'here') return refusedFor(files.code, state);
  try {
    return await registerDocument(deps, state, now);
  } catch (error) {
    if (error instanceof OfficeError && error.code === 'NUMBER_CODE_TAKEN')
      return refusedFor(error.code, state);
    throw error;
  }
};
