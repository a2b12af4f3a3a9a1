import type { AdministrativeDocument } from './decree30/administrative-document.ts';

/**
 * One document of the samples that ship. Number, date, issuer, title and signer are those of a
 * real public document where `factsFrom` says so; text, urgency, grade and fate are the project's.
 */
export interface SampleDocument extends AdministrativeDocument {
  /** Stable id of the sample; serves as the source's document id. */
  readonly key: string;
  readonly direction: 'incoming' | 'outgoing';
  /** received: from another body; issued: signed and numbered by the e-office; approved: to be signed here. */
  readonly entry: 'received' | 'issued' | 'approved';
  /** The issuing body in one line, as a register writes it. */
  readonly issuer: string;
  /** Authority and position in one line; a general word where the source does not name the signer. */
  readonly signerTitle: string;
  /** Grade of secrecy as the source declares it. Absent is not "ordinary" (R1). */
  readonly secrecy?: string;
  /** Field of work. */
  readonly field: string;
  readonly isEthnicAffairs: boolean;
  /** What the reviewing officer decides in the demonstration. */
  readonly review: 'publish' | 'reject' | 'none';
  /** Arrival number already given by the e-office (a given series); absent: the number is ours. */
  readonly arrivalNumber?: string;
  /** Keys of the people who are told (`people.vi.ts`). */
  readonly informs: readonly string[];
  /** Key of the person the document is assigned to. */
  readonly assignedTo?: string;
  /** Time to deal with it, in working days after arrival. */
  readonly dueInWorkingDays?: number;
  /** For `approved`: the book the number comes from and the key of the person who signs. */
  readonly seriesId?: string;
  readonly signerKey?: string;
  readonly fate: SampleFate;
  /** Key of the document that takes this one's place (`fate: 'replaced'`). */
  readonly replacedBy?: string;
  /** Where the facts were read; absent for invented documents. */
  readonly factsFrom?: string;
}

/**
 * - assigned-first: the assignment arrives before the document
 * - sent-twice: the same event is delivered a second time
 * - recalled: taken back after publication
 * - secret: refused at the door; holds the canary
 * - unknown-grade: no grade declared, held
 * - broken-file: the bytes claim to be PDF and are not
 */
export type SampleFate =
  | 'plain'
  | 'assigned-first'
  | 'sent-twice'
  | 'recalled'
  | 'replaced'
  | 'secret'
  | 'unknown-grade'
  | 'broken-file';
