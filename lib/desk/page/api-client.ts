import * as z from 'zod/mini';
import { deskPaths, printedFile } from '../contract.ts';
import { failureTexts } from './texts.vi.ts';

/**
 * offline, unreachable: nobody knows whether the office has heard it. refused, conflict: it has,
 * and said no. signed-out: it wants to know who asks. unreadable: its answer has another form.
 */
export type FailureKind =
  | 'offline'
  | 'unreachable'
  | 'signed-out'
  | 'refused'
  | 'conflict'
  | 'unreadable';

/** A call that did not do what it should, with the sentence to show. */
export class DeskError extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly requestId: string | undefined;

  constructor(
    kind: FailureKind,
    code: string,
    message: string,
    options: { readonly requestId?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DeskError';
    this.kind = kind;
    this.code = code;
    this.requestId = options.requestId;
  }
}

/** Whether what was sent may have been recorded although no answer says so. */
export const isFateUnknown = (error: unknown): boolean =>
  error instanceof DeskError && ['offline', 'unreachable', 'unreadable'].includes(error.kind);

export interface ApiDeps {
  readonly fetch: (url: string, request: RequestInit) => Promise<Response>;
  /** A token that is still good, or undefined when the person has to sign in again. */
  readonly token: () => Promise<string | undefined>;
  /** A new token after the office refused the old one. */
  readonly renew: () => Promise<string | undefined>;
  /** Told when no token can be had. */
  readonly onSignedOut: () => void;
}

/** A file that came with the token, in memory only. */
export interface FetchedFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface ApiClient {
  get<Schema extends z.ZodMiniType>(path: string, schema: Schema): Promise<z.output<Schema>>;
  post<Schema extends z.ZodMiniType>(
    path: string,
    body: object,
    schema: Schema,
  ): Promise<z.output<Schema>>;
  file(path: string): Promise<FetchedFile>;
}

const WAIT_MS = 30_000;
const failure = z.object({
  code: z.string(),
  message: z.string(),
  requestId: z.optional(z.string()),
});

const isConflict = (status: number): boolean => status === 409 || status === 412;

/** The office's own sentence when there is one; else what the status means. */
const failureOf = async (response: Response): Promise<DeskError> => {
  const read = failure.safeParse(await response.json().catch(() => undefined));
  const busy = response.status >= 500 || response.status === 429;
  if (!read.success)
    return new DeskError(
      busy ? 'unreachable' : 'refused',
      String(response.status),
      busy ? failureTexts.unreachable : failureTexts.refused,
    );
  const { code, message, requestId } = read.data;
  const kind = isConflict(response.status) ? 'conflict' : 'refused';
  return new DeskError(busy ? 'unreachable' : kind, code, message, { requestId });
};

const readBody = async <Schema extends z.ZodMiniType>(
  response: Response,
  schema: Schema,
): Promise<z.output<Schema>> => {
  try {
    return schema.parse(await response.json());
  } catch (cause) {
    throw new DeskError('unreadable', 'UNREADABLE', failureTexts.unreadable, { cause });
  }
};

/** `filename*` of RFC 6266, as the office writes it. */
const fileNameOf = (response: Response): string => {
  const [, encoded = 'tep'] =
    /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return decodeURIComponent(encoded);
};

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** A file in bytes, or written into JSON. */
const readFile = async (response: Response): Promise<FetchedFile> => {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/json'))
    return { name: fileNameOf(response), blob: await response.blob() };
  const { name, mediaType, base64 } = await readBody(response, printedFile);
  return { name, blob: new Blob([bytesOf(base64)], { type: mediaType }) };
};

/** Calls of the desk's API as the person who is signed in. Every failure is a DeskError. */
export const createApiClient = ({ fetch, token, renew, onSignedOut }: ApiDeps): ApiClient => {
  const send = async (path: string, init: RequestInit, bearer: string): Promise<Response> => {
    try {
      return await fetch(`${deskPaths.api}/${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${bearer}` },
        credentials: 'omit',
        signal: AbortSignal.timeout(WAIT_MS),
      });
    } catch (cause) {
      throw new DeskError('offline', 'OFFLINE', failureTexts.offline, { cause });
    }
  };

  const signedOut = (): DeskError => {
    onSignedOut();
    return new DeskError('signed-out', 'SIGNED_OUT', failureTexts['signed-out']);
  };

  /** A refused token is renewed once; the same request then goes out again. */
  const call = async (path: string, init: RequestInit): Promise<Response> => {
    const first = await token();
    if (first === undefined) throw signedOut();
    const response = await send(path, init, first);
    if (response.status !== 401) return response;
    const second = await renew();
    if (second === undefined) throw signedOut();
    const again = await send(path, init, second);
    if (again.status === 401) throw signedOut();
    return again;
  };

  const request = async <Schema extends z.ZodMiniType>(
    path: string,
    init: RequestInit,
    schema: Schema,
  ): Promise<z.output<Schema>> => {
    const response = await call(path, init);
    if (!response.ok) throw await failureOf(response);
    return readBody(response, schema);
  };

  return {
    file: async (path) => {
      const response = await call(path, { method: 'GET' });
      if (!response.ok) throw await failureOf(response);
      return readFile(response);
    },
    get: (path, schema) => request(path, { method: 'GET' }, schema),
    post: (path, body, schema) =>
      request(
        path,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
        schema,
      ),
  };
};
