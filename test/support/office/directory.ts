import { randomBytes } from 'node:crypto';
import { CreateKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { createDeskRoles } from '../../../lib/desk/people.dynamo.ts';
import { eventNames } from '../../../lib/events/catalogue.ts';
import { createDynamoPeople } from '../../../lib/notices/people.dynamo.ts';
import { createKmsPhoneVault } from '../../../lib/notices/phone-vault.kms.ts';
import { registerPerson } from '../../../lib/notices/register-person.ts';
import type { Source } from '../../../lib/register/source.ts';
import { saveSource } from '../../../lib/register/source-directory.dynamo.ts';
import { sealSourceSecret } from '../../../lib/register/source-secret.kms.ts';
import { createDemoAuthority, issueDemoCertificate } from '../../../lib/signing/demo-authority.ts';
import { createKmsSigner, readKmsPublicKey } from '../../../lib/signing/signer.kms.ts';
import type { SigningAlgorithm } from '../../../lib/signing/signer.ts';
import { saveSigner } from '../../../lib/signing/signers.dynamo.ts';
import { AGENCY_SIGNER } from '../../../lib/signing/signers.ts';
import type { TestGround } from './ground.ts';

/** Who is registered: secrets of the sources, and how their approver signs. */
export interface TestDirectory {
  readonly secrets: Readonly<Record<string, Uint8Array>>;
  approve(claims: {
    document: string;
    sha256: string;
    signer: string;
    iat: number;
  }): Promise<string>;
}

const saveSigners = async ({ ground, clock, names }: TestGround): Promise<void> => {
  const { kms, dynamodb } = ground.clients;
  const now = new Date(clock.now());
  const authority = await makeKey(kms, 'RSA_3072');
  const root = await createDemoAuthority({ ...authority, serial: 1n, now });
  const signers = [
    { signerId: 'leader-ec', spec: 'ECC_NIST_P256', name: 'Nguyễn Văn Mẫu', title: 'Chủ nhiệm' },
    { signerId: 'leader-rsa', spec: 'RSA_3072', name: 'Trần Thị Ví Dụ', title: 'Phó Chủ nhiệm' },
    { signerId: AGENCY_SIGNER, spec: 'RSA_3072', name: 'Ủy ban Dân tộc', title: 'Cơ quan' },
  ] as const;
  for (const [at, { signerId, spec, name, title }] of signers.entries()) {
    const key = await makeKey(kms, spec);
    const certificate = await issueDemoCertificate({
      publicKey: key.publicKey,
      signer: authority.signer,
      authority: root,
      serial: BigInt(at + 2),
      now,
      commonName: name,
    });
    await saveSigner(dynamodb, names.tables.directory, {
      signerId,
      name,
      title,
      keyId: key.keyId,
      algorithm: key.signer.algorithm,
      publicKey: Buffer.from(key.publicKey).toString('base64'),
      certificate: certificate.toString('base64'),
      issuers: [root.toString('base64')],
      demo: true,
    });
  }
};

const makeKey = async (kms: KMSClient, spec: 'RSA_3072' | 'ECC_NIST_P256') => {
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ KeySpec: spec, KeyUsage: 'SIGN_VERIFY' }),
  );
  const keyId = KeyMetadata?.Arn ?? '';
  const algorithm: SigningAlgorithm =
    spec === 'RSA_3072' ? 'RSASSA_PKCS1_V1_5_SHA_256' : 'ECDSA_SHA_256';
  return {
    keyId,
    publicKey: await readKmsPublicKey(kms, keyId),
    signer: createKmsSigner(kms, keyId, algorithm),
  };
};

const saveSources = async ({ ground, names }: TestGround, approver: Source['approvers']) => {
  const { kms, dynamodb } = ground.clients;
  const secrets: Record<string, Uint8Array> = {};
  const sources: readonly Omit<Source, 'sealedSecret'>[] = [
    {
      sourceId: 'e-office',
      title: 'Hệ điều hành tác nghiệp',
      allows: eventNames,
      defaultGrade: 'unknown',
      ownArrivalNumbers: true,
      actsForOffice: false,
      approvers: approver,
      inbox: true,
      busIdentity: { source: 'vn.ubdt.e-office', account: '000000000000' },
    },
    {
      sourceId: 'partner',
      title: 'Đối tác',
      allows: ['document.received', 'document.recalled'],
      defaultGrade: 'ordinary',
      ownArrivalNumbers: false,
      actsForOffice: false,
      approvers: [],
    },
    {
      sourceId: 'desk',
      title: 'Bàn làm việc',
      allows: [
        'document.received',
        'document.registered',
        'document.returned',
        'review.decided',
        'secrecy.decided',
        'duplicate.decided',
        'seal.ordered',
        'number.voided',
        'document.recalled',
        'document.corrected',
        'document.returned',
        'document.copied',
      ],
      defaultGrade: 'unknown',
      ownArrivalNumbers: true,
      actsForOffice: true,
      approvers: [],
    },
  ];
  for (const source of sources) {
    const secret = randomBytes(32);
    secrets[source.sourceId] = secret;
    await saveSource(dynamodb, names.tables.directory, {
      ...source,
      sealedSecret: await sealSourceSecret(kms, names.keys.data, source.sourceId, secret),
    });
  }
  return secrets;
};

const savePeople = async ({ ground, names }: TestGround): Promise<void> => {
  const { kms, dynamodb } = ground.clients;
  const people = createDynamoPeople({
    dynamo: dynamodb,
    retry: { pause: async () => undefined, random: Math.random },
    tableName: names.tables.directory,
  });
  const vault = createKmsPhoneVault({
    kms,
    encryptionKeyId: names.keys.data,
    hmacKeyId: names.keys.phoneHmac,
  });
  for (const [at, personId] of ['leader', 'head'].entries())
    await registerPerson(
      { people, vault },
      {
        personId,
        name: `Người ${at}`,
        role: 'Vụ trưởng',
        unit: 'Vụ Tổng hợp',
        phone: `091200000${at + 1}`,
        smsConsent: true,
        guestList: true,
        optedOut: false,
      },
    );
};

/** Those in whose names the tests' desk decides. */
const saveRoles = async ({ ground, names }: TestGround): Promise<void> => {
  const desk = createDeskRoles(ground.clients.dynamodb, names.tables.directory);
  await desk.save('clerk', ['clerk']);
  await desk.save('van-thu', ['clerk']);
  await desk.save('officer', ['officer']);
};

/** Registers sources, two people with phones, two leaders and the agency with demo certificates. */
export const fillDirectory = async (test: TestGround): Promise<TestDirectory> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { kty = '', crv = '', x = '', y = '' } = await exportJWK(publicKey);
  const secrets = await saveSources(test, [
    { personId: 'leader', keyId: 'approver-1', jwk: { kty, crv, x, y } },
  ]);
  await savePeople(test);
  await saveRoles(test);
  await saveSigners(test);
  return {
    secrets,
    approve: (claims) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'ES256', kid: 'approver-1' })
        .sign(privateKey),
  };
};
