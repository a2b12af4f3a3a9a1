import { createHash } from 'node:crypto';
import type { DigestSigner } from './signer.ts';

/**
 * Keeps the first signature value over a digest. An ECDSA signature differs each time, so a
 * retry must find the first one, or one document would get two leader's signatures (DESIGN §4).
 */
export interface SignatureMemory {
  find(name: string): Promise<Uint8Array | undefined>;
  /** @returns what is kept: the given value, or the one that was there first */
  keepFirst(name: string, signature: Uint8Array): Promise<Uint8Array>;
}

/** A signer whose repeated request for the same digest gives the same signature. */
export const rememberSignatures = (
  signer: DigestSigner,
  memory: SignatureMemory,
  owner: { readonly signerId: string; readonly documentId: string },
): DigestSigner =>
  signer.algorithm === 'RSASSA_PKCS1_V1_5_SHA_256'
    ? signer
    : {
        algorithm: signer.algorithm,
        async sign(digest) {
          const of = createHash('sha256').update(digest).digest('hex');
          const name = `${owner.documentId}/${owner.signerId}/${of}`;
          const known = await memory.find(name);
          return known ?? memory.keepFirst(name, await signer.sign(digest));
        },
      };
