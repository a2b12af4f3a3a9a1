// Enters senders and people into the directory of a deployed office, and opens its portal.
// Change the two lists, then: node --import tsx docs/examples/register-directory.ts outputs.json
// `outputs.json` is what `cdk deploy --outputs-file` wrote; AWS credentials come as usual.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { createDeskRoles } from '../../lib/desk/people.dynamo.ts';
import type { EventName } from '../../lib/events/catalogue.ts';
import { createDynamoPeople } from '../../lib/notices/people.dynamo.ts';
import { createKmsPhoneVault } from '../../lib/notices/phone-vault.kms.ts';
import { registerPerson } from '../../lib/notices/register-person.ts';
import { openPortal } from '../../lib/portal/publish.ts';
import { s3PortalSite } from '../../lib/portal/site.s3.ts';
import { saveSource } from '../../lib/register/source-directory.dynamo.ts';
import { sealSourceSecret } from '../../lib/register/source-secret.kms.ts';

const outputsFile = process.argv[2] ?? 'outputs.json';
if (!existsSync(outputsFile)) {
  process.stderr.write(`${outputsFile} does not exist. cdk deploy --outputs-file writes it.\n`);
  process.exit(1);
}
const stacks: Record<string, Record<string, string>> = JSON.parse(
  readFileSync(outputsFile, 'utf8'),
);
const outputs: Record<string, string> = Object.assign({}, ...Object.values(stacks));
const output = (name: string): string => {
  const value = outputs[name];
  if (value === undefined) throw new Error(`no output ${name}`);
  return value;
};
const [dynamo, kms] = [new DynamoDBClient({}), new KMSClient({})];
const directory = output('DirectoryTable');

/** The events each sender may send; only the desk acts for the office. */
const senders: readonly { id: string; title: string; allows: EventName[]; desk: boolean }[] = [
  {
    id: 'e-office-moi',
    title: 'Hệ điều hành tác nghiệp',
    allows: ['document.received', 'document.issued', 'document.recalled', 'document.opened'],
    desk: false,
  },
  {
    id: 'desk',
    title: 'Bàn làm việc của Văn thư và Văn phòng',
    allows: [
      'document.registered',
      'document.assigned',
      'document.recalled',
      'document.replaced',
      'document.corrected',
      'document.returned',
      'document.copied',
      'secrecy.decided',
      'duplicate.decided',
      'review.decided',
      'seal.ordered',
      'number.voided',
    ],
    desk: true,
  },
];

for (const { id, title, allows, desk } of senders) {
  const secret = randomBytes(32).toString('base64url');
  await saveSource(dynamo, directory, {
    sourceId: id,
    title,
    allows,
    // 'ordinary' only by the agency's written decision about this sender.
    defaultGrade: 'unknown',
    // true: the office's counter gives arrival numbers; false: the sender keeps the book.
    ownArrivalNumbers: true,
    actsForOffice: desk,
    approvers: [],
    sealedSecret: await sealSourceSecret(kms, output('DataKeyArn'), id, Buffer.from(secret)),
  });
  // Shown once: the office keeps it only encrypted. Nobody needs that of the desk.
  process.stdout.write(desk ? `${id}: registered\n` : `${id}: secret ${secret}\n`);
}

const people = createDynamoPeople({
  dynamo,
  tableName: directory,
  retry: { pause: (ms) => pause(ms), random: Math.random },
});
const vault = createKmsPhoneVault({
  kms,
  encryptionKeyId: output('DataKeyArn'),
  hmacKeyId: output('PhoneKeyArn'),
});
await registerPerson(
  { people, vault },
  {
    personId: 'van-thu-1',
    name: 'Nguyễn Thị Văn Thư',
    role: 'Văn thư',
    unit: 'Văn phòng',
    phone: '0912 345 678',
    smsConsent: true,
    guestList: true,
    optedOut: false,
  },
);
await createDeskRoles(dynamo, directory).save('van-thu-1', ['clerk', 'officer']);

await openPortal({
  site: s3PortalSite(new S3Client({}), output('PortalBucket')),
  settings: { baseUrl: output('PortalUrl'), agency: 'Ủy ban Dân tộc' },
  now: new Date(),
});
process.stdout.write(`portal opened at ${output('PortalUrl')}\n`);
