import { createHash, createPublicKey, verify } from 'node:crypto';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  GetKeyPolicyCommand,
  GetPublicKeyCommand,
  InvalidCiphertextException,
  KMSClient,
  ListAliasesCommand,
  ListKeysCommand,
  NotFoundException,
  PutKeyPolicyCommand,
  SignCommand,
  type SignCommandInput,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createKms } from '../../lib/local/kms/kms-service.ts';
import { ACCOUNT, startTestEndpoints, type TestEndpoints } from '../support/local-endpoints.ts';

const SIGN_ROLE = `arn:aws:iam::${ACCOUNT}:role/sign`;
const ADMIN_ROLE = `arn:aws:iam::${ACCOUNT}:role/admin`;
const message = Buffer.from('Quyết định số 12/QĐ-UBDT');
const digest = createHash('sha256').update(message).digest();

let endpoints: TestEndpoints;
let kms: KMSClient;

beforeEach(async () => {
  endpoints = await startTestEndpoints({ services: (context) => [createKms(context)] });
  kms = new KMSClient(endpoints.clientFor());
});
afterEach(async () => {
  kms.destroy();
  await endpoints.close();
});

async function createSigningKey(KeySpec: 'RSA_3072' | 'ECC_NIST_P256', Policy?: string) {
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ KeySpec, KeyUsage: 'SIGN_VERIFY', ...(Policy && { Policy }) }),
  );
  return KeyMetadata?.KeyId ?? '';
}

test.each([
  ['RSA_3072', 'RSASSA_PKCS1_V1_5_SHA_256'],
  ['ECC_NIST_P256', 'ECDSA_SHA_256'],
] as const)(
  '%s signs over the wire what node:crypto verifies with the public key from the wire',
  async (spec, SigningAlgorithm) => {
    const KeyId = await createSigningKey(spec);
    await kms.send(
      new CreateAliasCommand({ AliasName: 'alias/sign/leader-1', TargetKeyId: KeyId }),
    );
    const alias = 'alias/sign/leader-1';
    const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId: alias }));
    const { Signature } = await kms.send(
      new SignCommand({ KeyId: alias, Message: digest, MessageType: 'DIGEST', SigningAlgorithm }),
    );
    const key = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
    expect(verify('sha256', message, key, Signature ?? new Uint8Array())).toBe(true);
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    expect(KeyMetadata).toMatchObject({ KeyId, KeySpec: spec, KeyState: 'Enabled', Enabled: true });
    expect(KeyMetadata?.CreationDate?.getTime()).toBe(endpoints.clock.now);
  },
);

test('data keys, encryption with context, MACs and random bytes cross the wire unharmed', async () => {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const KeyId = KeyMetadata?.KeyId;
  const EncryptionContext = { source: 'hệ điều hành' };
  const dataKey = await kms.send(
    new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }),
  );
  const opened = await kms.send(
    new DecryptCommand({ CiphertextBlob: dataKey.CiphertextBlob, EncryptionContext }),
  );
  expect(Buffer.from(opened.Plaintext ?? [])).toEqual(Buffer.from(dataKey.Plaintext ?? []));

  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId, Plaintext: message, EncryptionContext }),
  );
  await expect(kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toBeInstanceOf(
    InvalidCiphertextException,
  );

  const mac = await kms.send(
    new CreateKeyCommand({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }),
  );
  const macInput = {
    KeyId: mac.KeyMetadata?.KeyId,
    Message: message,
    MacAlgorithm: 'HMAC_SHA_256',
  } as const;
  const { Mac } = await kms.send(new GenerateMacCommand(macInput));
  const verified = await kms.send(new VerifyMacCommand({ ...macInput, Mac }));
  expect(verified.MacValid).toBe(true);
  const random = await kms.send(new GenerateRandomCommand({ NumberOfBytes: 24 }));
  expect(random.Plaintext).toHaveLength(24);
});

test('errors arrive as the exceptions of the SDK', async () => {
  const KeyId = await createSigningKey('ECC_NIST_P256');
  await expect(kms.send(new DescribeKeyCommand({ KeyId: 'alias/none' }))).rejects.toBeInstanceOf(
    NotFoundException,
  );
  await kms.send(new DisableKeyCommand({ KeyId }));
  await expect(
    kms.send(
      new SignCommand({
        KeyId,
        Message: digest,
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      }),
    ),
  ).rejects.toMatchObject({ name: 'DisabledException' });
  await expect(kms.send(new ListKeysCommand({}))).rejects.toMatchObject({
    name: 'NotImplemented',
    message: expect.stringContaining('kms:ListKeys'),
  });
});

test('a key policy that narrows signing holds against roles with kms:* of their own', async () => {
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action: ['kms:Describe*', 'kms:GetPublicKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy'],
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Principal: { AWS: SIGN_ROLE },
        Action: 'kms:Sign',
        Resource: '*',
        Condition: { StringEquals: { 'kms:MessageType': 'DIGEST' } },
      },
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'kms:Sign',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalArn': SIGN_ROLE } },
      },
    ],
  });
  const KeyId = await createSigningKey('ECC_NIST_P256', policy);
  const everything = { Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }] } as const;
  const signer = new KMSClient(endpoints.clientFor(SIGN_ROLE));
  const admin = new KMSClient(endpoints.clientFor(ADMIN_ROLE, everything));
  const sign = (client: KMSClient, more: Partial<SignCommandInput> = {}) =>
    client.send(
      new SignCommand({
        KeyId,
        Message: digest,
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
        ...more,
      }),
    );
  await expect(sign(signer)).resolves.toHaveProperty('Signature');
  const denied = { name: 'AccessDeniedException' };
  await expect(sign(signer, { MessageType: 'RAW' })).rejects.toMatchObject(denied);
  await expect(sign(admin)).rejects.toMatchObject(denied);
  await expect(admin.send(new GetPublicKeyCommand({ KeyId }))).resolves.toHaveProperty('PublicKey');

  const stored = await admin.send(new GetKeyPolicyCommand({ KeyId }));
  expect(JSON.parse(stored.Policy ?? '')).toEqual(JSON.parse(policy));
  await admin.send(new PutKeyPolicyCommand({ KeyId, Policy: policy }));
  signer.destroy();
  admin.destroy();
});

test('aliases are listed by name and target', async () => {
  const KeyId = await createSigningKey('ECC_NIST_P256');
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/agency', TargetKeyId: KeyId }));
  const { Aliases } = await kms.send(new ListAliasesCommand({ KeyId }));
  expect(Aliases).toMatchObject([{ AliasName: 'alias/agency', TargetKeyId: KeyId }]);
});
