import type { Urgency } from '../../../events/common.ts';

/**
 * What stands on the pages of an administrative document, in the order of Decree 30/2020/NĐ-CP,
 * Article 8 and Appendix I. Texts may mark bold runs as `**…**`.
 */
export interface AdministrativeDocument {
  readonly letterhead: Letterhead;
  /** Absent while the number is still to be given: then the place of the number stays blank. */
  readonly documentCode?: string;
  /** The code after the slash, such as the type and agency initials. */
  readonly notation: string;
  readonly place: string;
  /** ISO date. Absent while the document is not signed: then the whole place-and-date line stays blank. */
  readonly issuedOn?: string;
  readonly typeName: string;
  /** True for an official letter: no type name, the abstract under the number, addressees above the body. */
  readonly isLetter: boolean;
  readonly abstract: string;
  readonly urgency: Urgency;
  /** Text of the secrecy stamp, printed in a box as it is. */
  readonly secrecyMark?: string;
  readonly addressees?: readonly string[];
  /** Who decides, above the legal bases (decisions). */
  readonly authorityHeading?: string;
  readonly legalBases?: readonly string[];
  /** The line between the legal bases and the articles. */
  readonly enactingWords?: string;
  readonly body: readonly string[];
  readonly signer: SignerBlock;
  /** Recipients without the leading dash; the record copy comes last. */
  readonly recipients: readonly string[];
}

export interface Letterhead {
  /** The governing body, printed regular above the issuer. */
  readonly parent?: readonly string[];
  /** The issuer, one entry for each printed line. */
  readonly issuer: readonly string[];
}

export interface SignerBlock {
  /** Authority and position, one entry for each printed line (signing for, by order of). */
  readonly position: readonly string[];
  /** Absent when the public source of the facts does not name the signer. */
  readonly name?: string;
}

/** A rectangle on a page: PDF points, origin at the bottom left, pages counted from 0. */
export interface FieldBox {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where number, date and the two signatures go on a document that is signed and issued here. */
export interface SigningLayout {
  readonly number: FieldBox;
  readonly date: FieldBox;
  /** The image of the handwriting, centred between position and name (Appendix I). */
  readonly leader: FieldBox;
  /** The seal at its real size; covers the left third of the leader's image (Appendix I). */
  readonly agency: FieldBox;
}
