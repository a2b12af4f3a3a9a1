/** The two ways this product signs: RSA with PKCS#1 v1.5 padding, or ECDSA on P-256; SHA-256 both. */
export type SigningAlgorithm = 'RSASSA_PKCS1_V1_5_SHA_256' | 'ECDSA_SHA_256';

/** A private key that never leaves its place: KMS, a token, or memory in tests. */
export interface DigestSigner {
  readonly algorithm: SigningAlgorithm;
  /** Signs a SHA-256 digest of 32 bytes. An ECDSA signature comes as DER (r, s). */
  sign(digest: Uint8Array): Promise<Uint8Array>;
}
