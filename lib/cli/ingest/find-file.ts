import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, extname, isAbsolute, relative, resolve } from 'node:path';
import { MAX_FILE_BYTES } from '../../events/common.ts';
import { OfficeError } from '../../kernel/errors.ts';
import { sha256Of } from '../../kernel/ids.ts';
import { inspectFile } from '../../register/inspect-file.ts';
import { type Content, contentOfText } from './put-file.ts';

/** A file as an event names it, with its bytes. */
export interface FoundFile {
  readonly ref: {
    readonly sha256: string;
    readonly size: number;
    readonly mediaType: string;
    readonly name: string;
    readonly role: 'main' | 'attachment';
  };
  readonly content: Content;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.csv': 'text/csv',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
};

const mediaTypeOf = (name: string): string =>
  mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream';

const sizeOf = async (path: string): Promise<number | undefined> => {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Where a named file is: at its path below the folder, else under its bare name there.
 * @throws OfficeError FILE_OUTSIDE, FILE_MISSING
 */
const locate = async (
  folder: string,
  name: string,
): Promise<{ readonly path: string; readonly size: number }> => {
  const path = resolve(folder, name.replaceAll('\\', '/'));
  const below = relative(folder, path);
  if (below.startsWith('..') || isAbsolute(below))
    throw new OfficeError('FILE_OUTSIDE', 'the file is not below the folder');
  for (const place of [path, resolve(folder, basename(path))]) {
    const size = await sizeOf(place);
    if (size !== undefined) return { path: place, size };
  }
  throw new OfficeError('FILE_MISSING', 'there is no such file');
};

/** What the office itself looks at: the first KB and the last ones, so that no file is read whole. */
const [HEAD, TAIL] = [1_024, 4_096];

const endsOf = async (path: string, size: number): Promise<Uint8Array> => {
  const handle = await open(path);
  try {
    if (size <= HEAD + TAIL) return new Uint8Array(await handle.readFile());
    const ends = new Uint8Array(HEAD + TAIL);
    await handle.read(ends, 0, HEAD, 0);
    await handle.read(ends, HEAD, TAIL, size - TAIL);
    return ends;
  } finally {
    await handle.close();
  }
};

const hashFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
};

const unreadable = (cause: unknown): never => {
  throw new OfficeError('FILE_UNREADABLE', 'the file cannot be read', { cause });
};

/**
 * Finds one file, hashes it, and looks at it as the office will, so that nothing is sent that
 * would only come back.
 * @throws OfficeError FILE_OUTSIDE, FILE_MISSING, FILE_EMPTY, FILE_TOO_LARGE, FILE_UNREADABLE,
 * NOT_PDF, PDF_BROKEN
 */
export const findFile = async (
  folder: string,
  name: string,
  role: 'main' | 'attachment',
): Promise<FoundFile> => {
  const { path, size } = await locate(folder, name);
  if (size === 0) throw new OfficeError('FILE_EMPTY', 'the file is empty');
  if (size > MAX_FILE_BYTES) throw new OfficeError('FILE_TOO_LARGE', 'the file is too large');
  const mediaType = mediaTypeOf(path);
  if (mediaType === 'application/pdf')
    inspectFile(await endsOf(path, size).catch(unreadable), mediaType);
  return {
    ref: {
      sha256: await hashFile(path).catch(unreadable),
      size,
      mediaType,
      name: basename(path),
      role,
    },
    content: { size, open: () => createReadStream(path) },
  };
};

/** Names of files hold no separators and no characters that steer a terminal. */
const safeName = (id: string): string => id.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 120);

/**
 * A document's text as a file of its own: the version that a reviewer decides on (R2).
 * @throws OfficeError FILE_TOO_LARGE
 */
export const textFile = (documentId: string, text: string): FoundFile => {
  const bytes = Buffer.from(text);
  if (bytes.length > MAX_FILE_BYTES) throw new OfficeError('FILE_TOO_LARGE', 'too long a text');
  return {
    ref: {
      sha256: sha256Of(bytes),
      size: bytes.length,
      mediaType: 'text/plain',
      name: `${safeName(documentId)}.txt`,
      role: 'main',
    },
    content: contentOfText(bytes),
  };
};
