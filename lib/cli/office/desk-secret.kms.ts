import { KMSClient } from '@aws-sdk/client-kms';
import { DESK_SOURCE } from '../../desk/desk-source.ts';
import { createSecretOpener } from '../../register/source-secret.kms.ts';
import { CommandError } from '../errors.ts';
import { type OfficeAddress, outputOf } from './office-address.ts';
import type { OfficeTables } from './register.dynamo.ts';

/**
 * The HMAC secret of the desk. Who may open it is decided by KMS: the operator's credentials need
 * kms:Decrypt on the data key with the encryption context of source secrets.
 * @throws CommandError DESK_WITHOUT_SECRET; OfficeError UNKNOWN_SOURCE
 */
export const openDeskSecret = async (
  address: OfficeAddress,
  tables: Pick<OfficeTables, 'sources'>,
): Promise<Uint8Array> => {
  const { sealedSecret } = await tables.sources.find(DESK_SOURCE);
  if (sealedSecret === undefined) throw new CommandError('DESK_WITHOUT_SECRET');
  const kms = new KMSClient({ ...address.client });
  try {
    const opener = createSecretOpener(kms, outputOf(address, 'DataKeyArn'));
    return await opener.openSourceSecret(DESK_SOURCE, sealedSecret);
  } finally {
    kms.destroy();
  }
};
