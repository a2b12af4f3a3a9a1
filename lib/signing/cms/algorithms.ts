import { Null } from 'asn1js';
import { AlgorithmIdentifier } from 'pkijs';
import type { SigningAlgorithm } from '../signer.ts';
import { oid } from './oids.ts';

/** RFC 4055 wants NULL parameters with RSA, RFC 5758 none with ECDSA. */
export const signatureAlgorithm = (algorithm: SigningAlgorithm): AlgorithmIdentifier =>
  algorithm === 'ECDSA_SHA_256'
    ? new AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha256 })
    : new AlgorithmIdentifier({ algorithmId: oid.sha256WithRsa, algorithmParams: new Null() });

export const sha256Algorithm = (): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithmId: oid.sha256 });
