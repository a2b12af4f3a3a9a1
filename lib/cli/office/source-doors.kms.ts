import { KMSClient } from '@aws-sdk/client-kms';
import { OfficeError } from '../../kernel/errors.ts';
import type { SourceDirectory } from '../../register/source.ts';
import { createSecretOpener } from '../../register/source-secret.kms.ts';
import { createEventDoor, type EventDoor } from './event-door.ts';
import { type OfficeAddress, outputOf } from './office-address.ts';

/**
 * The HTTP door as each registered source uses it, with the source's own secret: whoever may open
 * it by KMS may send in its name.
 */
export const openSourceDoors = (
  address: OfficeAddress,
  sources: SourceDirectory,
  now: () => Date,
) => {
  const kms = new KMSClient({ ...address.client });
  const opener = createSecretOpener(kms, outputOf(address, 'DataKeyArn'));
  const doors = new Map<string, Promise<EventDoor>>();
  const open = async (sourceId: string): Promise<EventDoor> => {
    const { sealedSecret } = await sources.find(sourceId);
    if (sealedSecret === undefined)
      throw new OfficeError('SOURCE_WITHOUT_SECRET', 'the source has no secret for HTTP');
    const secret = await opener.openSourceSecret(sourceId, sealedSecret);
    return createEventDoor({ apiUrl: outputOf(address, 'ApiUrl'), sourceId, secret, now });
  };
  return {
    /** @throws OfficeError UNKNOWN_SOURCE, SOURCE_WITHOUT_SECRET */
    of(sourceId: string): Promise<EventDoor> {
      const door = doors.get(sourceId) ?? open(sourceId);
      doors.set(sourceId, door);
      return door;
    },
    close: () => kms.destroy(),
  };
};
