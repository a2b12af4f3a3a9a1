import { randomBytes } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { writeSecret } from '../../register/secret-text.ts';
import { type SecretPurpose, sealSourceSecret } from '../../register/source-secret.kms.ts';
import { type OfficeAddress, outputOf } from '../office/office-address.ts';

const SECRET_BYTES = 32;

/** A fresh secret: as text, to be shown once, and sealed, as the directory keeps it. */
export const newSecret = async (
  address: OfficeAddress,
  sourceId: string,
  purpose: SecretPurpose,
): Promise<{ readonly text: string; readonly sealedSecret: string }> => {
  const kms = new KMSClient({ ...address.client });
  try {
    const secret = randomBytes(SECRET_BYTES);
    const keyId = outputOf(address, 'DataKeyArn');
    const sealedSecret = await sealSourceSecret(kms, keyId, sourceId, secret, purpose);
    return { text: writeSecret(secret), sealedSecret };
  } finally {
    kms.destroy();
  }
};
