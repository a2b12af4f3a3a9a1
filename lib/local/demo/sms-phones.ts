import { paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Person, person } from '../../notices/people.ts';
import { createKmsPhoneVault } from '../../notices/phone-vault.kms.ts';
import type { Office } from '../runner/office.ts';
import type { OperatorClients } from '../runner/resource-type.ts';
import { SAMPLE_PEOPLE } from '../samples/people.vi.ts';
import type { SentSms } from '../sns/sms-outbox.ts';
import type { ViewerMessage, ViewerPhone } from '../viewer/viewer-message.ts';
import { demoTexts } from './demo-texts.vi.ts';

/** The phones of the people in the directory, with what has come to them. */
export interface SmsPhones {
  listPhones(): readonly ViewerPhone[];
  listMessages(): readonly ViewerMessage[];
  onChange(listener: () => void): () => void;
  close(): void;
}

/** `+84912000001` as `0912***001`. */
const maskPhone = (phoneNumber: string): string =>
  phoneNumber.replace(/^\+84/, '0').replace(/^(\d{4})\d+(\d{3})$/, '$1***$2');

const NOBODY = { personName: demoTexts.nobody, role: '' };

/** The people of the samples in their order of office, others after them. */
const rankOf = ({ personName }: ViewerPhone): number => {
  const at = SAMPLE_PEOPLE.findIndex(({ name }) => name === personName);
  return at < 0 ? SAMPLE_PEOPLE.length : at;
};

/**
 * Reads the outbox of the embedded SNS. Whose phone a number is, the directory says; its numbers
 * are opened in memory only (R7).
 */
export async function openSmsPhones(options: {
  readonly sms: Office['sms'];
  readonly clients: OperatorClients;
  readonly outputs: Readonly<Record<string, string>>;
  readonly onError: (error: unknown) => void;
}): Promise<SmsPhones> {
  const { sms, clients, outputs } = options;
  const vault = createKmsPhoneVault({
    kms: clients.kms,
    encryptionKeyId: outputs['DataKeyArn'] ?? '',
    hmacKeyId: outputs['PhoneKeyArn'] ?? '',
  });
  const readPeople = async (): Promise<Person[]> => {
    const found: Person[] = [];
    const pages = paginateScan(
      { client: clients.dynamodb },
      {
        TableName: outputs['DirectoryTable'],
        FilterExpression: 'sk = :person',
        ExpressionAttributeValues: { ':person': { S: 'PERSON' } },
      },
    );
    for await (const { Items = [] } of pages)
      found.push(...Items.map((item) => person.parse(unmarshall(item))));
    return found;
  };
  const owners = new Map<string, ViewerPhone>();
  const learnOwners = async (): Promise<void> => {
    for (const { personId, name, role, phone } of await readPeople()) {
      if (phone === undefined) continue;
      const number = await vault.open(personId, phone.ciphertext);
      if (!owners.has(number))
        owners.set(number, { personName: name, role, phoneMasked: maskPhone(number) });
    }
  };
  const ownerOf = async (phoneNumber: string): Promise<ViewerPhone> => {
    // Somebody may have been entered in the directory since.
    if (!owners.has(phoneNumber)) await learnOwners();
    return owners.get(phoneNumber) ?? { ...NOBODY, phoneMasked: maskPhone(phoneNumber) };
  };
  await learnOwners();

  const messages: ViewerMessage[] = [];
  const listeners = new Set<() => void>();
  const take = async ({ phoneNumber, at, message, segments }: SentSms): Promise<void> => {
    const owner = await ownerOf(phoneNumber);
    messages.push({ ...owner, at: new Date(at).toISOString(), text: message, segments });
    for (const listener of listeners) listener();
  };
  for (const sent of sms.outbox()) await take(sent);
  const stop = sms.onSms((sent) => void take(sent).catch(options.onError));
  return {
    listPhones: () => [...owners.values()].toSorted((a, b) => rankOf(a) - rankOf(b)),
    listMessages: () => messages,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: stop,
  };
}
