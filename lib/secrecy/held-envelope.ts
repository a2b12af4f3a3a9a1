import { sha256Of } from '../kernel/ids.ts';

/**
 * Keeps what must not enter the register while its grade is unknown: in the quarantine bucket,
 * under a data key of its own. Destroying removes the key with the text (R1).
 */
export interface HeldEnvelopes {
  /** Repeat-safe: a second sealing takes the first one's place. */
  seal(name: string, content: Uint8Array): Promise<void>;
  /** @throws OfficeError ENVELOPE_GONE when it was destroyed */
  open(name: string): Promise<Uint8Array>;
  destroy(name: string): Promise<void>;
}

/** Each event that holds a document has an envelope of its own: none takes another's place. */
export const documentEnvelope = (
  documentId: string,
  eventSource: string,
  eventId: string,
): string =>
  `documents/${documentId}/${sha256Of(JSON.stringify([eventSource, eventId])).slice(0, 16)}`;
export const fileEnvelope = (sha256: string): string => `files/${sha256}`;
