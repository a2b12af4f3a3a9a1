import * as z from 'zod/mini';

const base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]+=*$/));

/** One who signs with a key of the office: SIGNER#id in the directory. The agency is `agency`. */
export const signerEntry = z.object({
  signerId: z.string(),
  /** Họ và tên, or the agency's name. */
  name: z.string(),
  /** Chức vụ. */
  title: z.string(),
  /** KMS key id or ARN; signatures are verified by certificate, never by alias. */
  keyId: z.string(),
  algorithm: z.enum(['RSASSA_PKCS1_V1_5_SHA_256', 'ECDSA_SHA_256']),
  /** SubjectPublicKeyInfo, DER. */
  publicKey: base64,
  /** DER. */
  certificate: base64,
  /** Issuing certificates up to the root, DER. */
  issuers: z.array(base64),
  /** The root is a demonstration authority: signatures prove nothing in law. */
  demo: z.boolean(),
  /** SHA-256 of the PNG of the handwritten signature or the seal, in the files bucket. */
  mark: z.optional(z.string()),
});
export type Signer = z.infer<typeof signerEntry>;

/** The agency's own entry. */
export const AGENCY_SIGNER = 'agency';

export interface SignerDirectory {
  /** @throws SigningRefusedError SIGNER_UNKNOWN */
  find(signerId: string): Promise<Signer>;
}
