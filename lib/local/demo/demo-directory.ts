import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type DeskRole, deskRoles } from '../../desk/contract.ts';
import { createDeskRoles } from '../../desk/people.dynamo.ts';
import { createDynamoPeople } from '../../notices/people.dynamo.ts';
import { createKmsPhoneVault } from '../../notices/phone-vault.kms.ts';
import { registerPerson } from '../../notices/register-person.ts';
import { openPortal } from '../../portal/publish.ts';
import { s3PortalSite } from '../../portal/site.s3.ts';
import { createDocumentFiles } from '../../register/document-files.s3.ts';
import { signerKey, sourceKey } from '../../register/item-keys.dynamo.ts';
import { saveSource } from '../../register/source-directory.dynamo.ts';
import { saveSigner } from '../../signing/signers.dynamo.ts';
import { AGENCY_SIGNER } from '../../signing/signers.ts';
import type { OperatorClients } from '../runner/resource-type.ts';
import { SAMPLE_PEOPLE, SAMPLE_UNITS } from '../samples/people.vi.ts';
import type { DemoSecrets } from './demo-secrets.ts';
import { certifyDemoSigners } from './demo-signers.ts';
import { DESK, demoSources } from './demo-sources.ts';
import { demoTexts } from './demo-texts.vi.ts';

export interface DemoDirectoryOptions {
  readonly clients: OperatorClients;
  /** All outputs of the stacks. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly account: string;
  readonly secrets: DemoSecrets;
  readonly now: Date;
}

/** What was entered now; 0 when it was there already. */
export interface EnteredDirectory {
  readonly sources: number;
  readonly people: number;
  readonly signers: number;
}

const named = (outputs: Readonly<Record<string, string>>, name: string): string => {
  const value = outputs[name];
  if (value === undefined) throw new Error(`the template has no output ${name}`);
  return value;
};

async function isThere(
  { clients }: DemoDirectoryOptions,
  TableName: string,
  key: { pk: string; sk: string },
): Promise<boolean> {
  const { Item } = await clients.dynamodb.send(
    new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true }),
  );
  return Item !== undefined;
}

async function enterSources(options: DemoDirectoryOptions, table: string): Promise<number> {
  const { clients, outputs, secrets, account } = options;
  // The desk is entered last: where it stands, all of them do.
  if (await isThere(options, table, sourceKey(DESK))) return 0;
  const sources = await demoSources({
    secrets,
    account,
    kms: clients.kms,
    dataKeyId: named(outputs, 'DataKeyArn'),
  });
  for (const source of sources) await saveSource(clients.dynamodb, table, source);
  return sources.length;
}

const unitName = (key: string): string =>
  SAMPLE_UNITS.find((unit) => unit.key === key)?.name ?? key;

const isDeskRole = (role: string): role is DeskRole =>
  (deskRoles as readonly string[]).includes(role);

async function enterPeople(options: DemoDirectoryOptions, table: string): Promise<number> {
  const { clients, outputs } = options;
  const retry = { pause: (ms: number) => pause(ms), random: () => randomInt(1_000) / 1_000 };
  const people = createDynamoPeople({ dynamo: clients.dynamodb, retry, tableName: table });
  const vault = createKmsPhoneVault({
    kms: clients.kms,
    encryptionKeyId: named(outputs, 'DataKeyArn'),
    hmacKeyId: named(outputs, 'PhoneKeyArn'),
  });
  const desk = createDeskRoles(clients.dynamodb, table);
  const known = await people.people(SAMPLE_PEOPLE.map(({ key }) => key));
  const missing = SAMPLE_PEOPLE.filter(({ key }) => !known.has(key));
  for (const { key, name, title, unit, phone, roles } of missing) {
    await desk.save(key, roles.filter(isDeskRole));
    await registerPerson(
      { people, vault },
      {
        personId: key,
        name,
        role: title,
        unit: unitName(unit),
        phone,
        smsConsent: true,
        guestList: true,
        optedOut: false,
      },
    );
  }
  return missing.length;
}

async function enterSigners(options: DemoDirectoryOptions, table: string): Promise<number> {
  const { clients, outputs, now } = options;
  if (await isThere(options, table, signerKey(AGENCY_SIGNER))) return 0;
  const signers = await certifyDemoSigners({
    kms: clients.kms,
    files: createDocumentFiles(clients.s3, named(outputs, 'FilesBucket')),
    outputs,
    now,
  });
  // The agency comes first out of the authority and goes in last: where it stands, all do.
  for (const signer of signers.toReversed()) await saveSigner(clients.dynamodb, table, signer);
  return signers.length;
}

/** An operator's step at the first start: who may send, who is told, who signs. Repeat-safe. */
export async function enterDemoDirectory(options: DemoDirectoryOptions): Promise<EnteredDirectory> {
  const table = named(options.outputs, 'DirectoryTable');
  const [sources, people, signers] = await Promise.all([
    enterSources(options, table),
    enterPeople(options, table),
    enterSigners(options, table),
  ]);
  return { sources, people, signers };
}

/** The portal with its fixed pages, marked as a training copy. Writes only what is not there. */
export async function openDemoPortal({
  clients,
  outputs,
  now,
}: Pick<DemoDirectoryOptions, 'clients' | 'outputs' | 'now'>): Promise<void> {
  await openPortal({
    site: s3PortalSite(clients.s3, named(outputs, 'PortalBucket')),
    settings: {
      baseUrl: named(outputs, 'PortalUrl'),
      agency: demoTexts.agency,
      banner: demoTexts.banner,
    },
    now,
  });
}
