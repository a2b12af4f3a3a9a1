import { fieldNames } from './field-names.ts';
import { openPdf } from './pdf/restrictions.ts';
import { type AppendedPdf, Revision } from './pdf/revision.ts';
import type { PdfInput } from './pdf/source.ts';
import { type SignatureInput, signField } from './pdf-signature.ts';

export interface LeaderSignatureInput extends SignatureInput {
  /** A file made ready by `prepareForSigning`. */
  readonly pdf: PdfInput;
}

/**
 * The competent person's signature, the first on a document (Decree 30/2020, Article 32). The same
 * input gives the same bytes when the key is RSA; an ECDSA signature differs each time.
 * @throws PdfRefusedError, SigningRefusedError, and what the signer throws
 */
export const signAsLeader = ({ pdf, ...input }: LeaderSignatureInput): Promise<AppendedPdf> =>
  signField(new Revision(openPdf(pdf)), fieldNames.leader, input);
