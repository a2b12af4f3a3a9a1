import { SIGNATURE_HEADERS, signRequest } from '../../register/source-signature.ts';
import { unreachable } from '../errors.ts';

/** What a door answered: 2xx for taken in, else a code with its sentence. */
export interface DoorReply {
  readonly httpStatus: number;
  readonly status?: string;
  readonly documentId?: string;
  readonly code?: string;
  readonly message?: string;
  /** Of POST /files: where to put the bytes, and the headers that go with them. */
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface EventDoor {
  /** POST /events with one CloudEvent. */
  sendEvent(event: { readonly id: string }): Promise<DoorReply>;
  /** POST /files: asks where to put one file. */
  requestUpload(upload: {
    readonly sha256: string;
    readonly size: number;
    readonly mediaType: string;
    readonly secrecy?: string;
  }): Promise<DoorReply>;
}

/** The HTTP door as a sender uses it: each request signed with the source's secret. */
export const createEventDoor = (options: {
  readonly apiUrl: string;
  readonly sourceId: string;
  readonly secret: Uint8Array;
  readonly now: () => Date;
}): EventDoor => {
  const { apiUrl, sourceId, secret, now } = options;
  const post = async (path: string, id: string, payload: object): Promise<DoorReply> => {
    const body = JSON.stringify(payload);
    const timestamp = Math.floor(now().getTime() / 1000);
    const request = {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        [SIGNATURE_HEADERS.source]: sourceId,
        [SIGNATURE_HEADERS.id]: id,
        [SIGNATURE_HEADERS.timestamp]: String(timestamp),
        [SIGNATURE_HEADERS.signature]: signRequest(secret, { id, timestamp, body }),
      },
    };
    const response = await fetch(`${apiUrl}${path}`, request).catch((cause: unknown) => {
      throw unreachable({ where: apiUrl }, cause);
    });
    const answer = (await response.json().catch(() => ({}))) as Omit<DoorReply, 'httpStatus'>;
    return { ...answer, httpStatus: response.status };
  };
  return {
    sendEvent: (event) => post('/events', event.id, event),
    requestUpload: (upload) => post('/files', `files-${upload.sha256.slice(0, 24)}`, upload),
  };
};
