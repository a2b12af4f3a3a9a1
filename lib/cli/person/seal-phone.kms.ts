import { KMSClient } from '@aws-sdk/client-kms';
import { OfficeError } from '../../kernel/errors.ts';
import type { Person } from '../../notices/people.ts';
import { readPhoneNumber } from '../../notices/phone-numbers.ts';
import { createKmsPhoneVault } from '../../notices/phone-vault.kms.ts';
import { type OfficeAddress, outputOf } from '../office/office-address.ts';

/**
 * A number as somebody typed it, encrypted for the directory (R7).
 * @throws OfficeError with a code of phone-numbers.ts; its text does not hold the number
 */
export const sealPhone = async (
  address: OfficeAddress,
  personId: string,
  typed: string,
): Promise<NonNullable<Person['phone']>> => {
  const reading = readPhoneNumber(typed);
  if (reading.kind === 'fault')
    throw new OfficeError(reading.code, 'the phone number cannot be used', { facts: { personId } });
  const kms = new KMSClient({ ...address.client });
  try {
    return await createKmsPhoneVault({
      kms,
      encryptionKeyId: outputOf(address, 'DataKeyArn'),
      hmacKeyId: outputOf(address, 'PhoneKeyArn'),
    }).seal(personId, reading.phone);
  } finally {
    kms.destroy();
  }
};
