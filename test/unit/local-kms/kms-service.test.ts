import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CreateKeyResponse,
  DecryptResponse,
  DescribeKeyResponse,
  EncryptResponse,
  GenerateDataKeyResponse,
  GenerateMacResponse,
  GetPublicKeyResponse,
  SignResponse,
} from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EmulatedService } from '../../../lib/local/aws/service.ts';
import { createKms } from '../../../lib/local/kms/kms-service.ts';
import {
  callOperation,
  createSurroundings,
  type TestSurroundings,
} from '../../support/emulated-service.ts';

const DAY = 86_400_000;
const message = Buffer.from('Công văn số 7/UBDT-VP');
const digest = createHash('sha256').update(message).digest();

describe('the embedded KMS', () => {
  let surroundings: TestSurroundings;
  let kms: EmulatedService;

  beforeEach(() => {
    surroundings = createSurroundings();
    kms = createKms(surroundings.context);
  });
  afterEach(async () => {
    await kms.close();
    surroundings.remove();
  });

  const call = <Output>(operation: string, input: object) =>
    callOperation<Output>(kms, operation, input);
  const failure = (code: string) => expect.objectContaining({ code });

  async function createKey(input: object = {}): Promise<string> {
    const { KeyMetadata } = await call<CreateKeyResponse>('CreateKey', input);
    return KeyMetadata?.KeyId ?? '';
  }

  test.each([
    ['RSA_2048', 'RSASSA_PKCS1_V1_5_SHA_256'],
    ['RSA_3072', 'RSASSA_PKCS1_V1_5_SHA_256'],
    ['ECC_NIST_P256', 'ECDSA_SHA_256'],
  ])(
    '%s signs a message and its digest so that node:crypto accepts both',
    async (KeySpec, SigningAlgorithm) => {
      const KeyId = await createKey({ KeySpec, KeyUsage: 'SIGN_VERIFY' });
      const { PublicKey } = await call<GetPublicKeyResponse>('GetPublicKey', { KeyId });
      const publicKey = createPublicKey({
        key: Buffer.from(PublicKey ?? []),
        format: 'der',
        type: 'spki',
      });
      for (const [Message, MessageType] of [
        [message, 'RAW'],
        [digest, 'DIGEST'],
      ] as const) {
        const input = { KeyId, Message, MessageType, SigningAlgorithm };
        const { Signature = new Uint8Array() } = await call<SignResponse>('Sign', input);
        expect(verify('sha256', message, publicKey, Signature)).toBe(true);
        await expect(call('Verify', { ...input, Signature })).resolves.toMatchObject({
          SignatureValid: true,
        });
        await expect(
          call('Verify', { ...input, Message: Buffer.alloc(32, 7), Signature }),
        ).rejects.toEqual(failure('KMSInvalidSignatureException'));
      }
    },
  );

  test('Sign refuses what KMS refuses', async () => {
    const rsa = await createKey({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    const aes = await createKey();
    const sign = (input: object) =>
      call('Sign', {
        KeyId: rsa,
        Message: digest,
        MessageType: 'DIGEST',
        SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        ...input,
      });
    await expect(sign({ Message: digest.subarray(1) })).rejects.toEqual(
      failure('ValidationException'),
    );
    await expect(sign({ Message: Buffer.alloc(4097), MessageType: 'RAW' })).rejects.toEqual(
      failure('ValidationException'),
    );
    await expect(sign({ SigningAlgorithm: 'ECDSA_SHA_256' })).rejects.toEqual(
      failure('InvalidKeyUsageException'),
    );
    await expect(sign({ KeyId: aes })).rejects.toEqual(failure('InvalidKeyUsageException'));
    await expect(sign({ KeyId: 'alias/none' })).rejects.toEqual(failure('NotFoundException'));
    await expect(sign({ GrantTokens: ['token'] })).rejects.toThrow(/not emulated/);
  });

  test('an encrypted value opens only with its own encryption context', async () => {
    const KeyId = await createKey();
    const context = { source: 'eoffice', document: 'd1' };
    const { CiphertextBlob } = await call<EncryptResponse>('Encrypt', {
      KeyId,
      Plaintext: Buffer.from('secret'),
      EncryptionContext: context,
    });
    const open = (EncryptionContext?: object) =>
      call<DecryptResponse>('Decrypt', { CiphertextBlob, EncryptionContext });
    const reordered = await open({ document: 'd1', source: 'eoffice' });
    expect(Buffer.from(reordered.Plaintext ?? []).toString()).toBe('secret');
    for (const wrong of [undefined, {}, { source: 'eoffice' }, { ...context, document: 'd2' }]) {
      await expect(open(wrong)).rejects.toEqual(failure('InvalidCiphertextException'));
    }
  });

  test('a changed ciphertext, a foreign blob and the wrong key are told apart as on AWS', async () => {
    const KeyId = await createKey();
    const other = await createKey();
    const made = await call<EncryptResponse>('Encrypt', { KeyId, Plaintext: Buffer.from('x') });
    const blob = Buffer.from(made.CiphertextBlob ?? []);
    const changed = Buffer.from(blob);
    changed[blob.length - 1] = (changed[blob.length - 1] ?? 0) ^ 1;
    const decrypt = (input: object) => call('Decrypt', input);
    await expect(decrypt({ CiphertextBlob: changed })).rejects.toEqual(
      failure('InvalidCiphertextException'),
    );
    await expect(decrypt({ CiphertextBlob: Buffer.alloc(80, 9) })).rejects.toEqual(
      failure('InvalidCiphertextException'),
    );
    await expect(decrypt({ CiphertextBlob: blob, KeyId: other })).rejects.toEqual(
      failure('IncorrectKeyException'),
    );
  });

  test('a data key comes in clear and sealed, and only sealed when asked so', async () => {
    const KeyId = await createKey();
    const made = await call<GenerateDataKeyResponse>('GenerateDataKey', {
      KeyId,
      KeySpec: 'AES_256',
    });
    const opened = await call<DecryptResponse>('Decrypt', { CiphertextBlob: made.CiphertextBlob });
    expect(opened.Plaintext).toEqual(made.Plaintext);
    expect(made.Plaintext).toHaveLength(32);
    const sealed = await call<object>('GenerateDataKeyWithoutPlaintext', {
      KeyId,
      NumberOfBytes: 16,
    });
    expect(Object.keys(sealed).sort()).toEqual(['CiphertextBlob', 'KeyId']);
    await expect(call('GenerateDataKey', { KeyId })).rejects.toEqual(
      failure('ValidationException'),
    );
  });

  test('a MAC is HMAC-SHA-256 and verifies only for its message', async () => {
    const KeyId = await createKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    const input = { KeyId, Message: message, MacAlgorithm: 'HMAC_SHA_256' };
    const { Mac } = await call<GenerateMacResponse>('GenerateMac', input);
    expect(Mac).toHaveLength(32);
    await expect(call('VerifyMac', { ...input, Mac })).resolves.toMatchObject({ MacValid: true });
    await expect(call('VerifyMac', { ...input, Message: digest, Mac })).rejects.toEqual(
      failure('KMSInvalidMacException'),
    );
  });

  test('a disabled key works again once it is enabled', async () => {
    const KeyId = await createKey();
    await call('DisableKey', { KeyId });
    const encrypt = () => call('Encrypt', { KeyId, Plaintext: Buffer.from('x') });
    await expect(encrypt()).rejects.toEqual(failure('DisabledException'));
    await call('EnableKey', { KeyId });
    await expect(encrypt()).resolves.toBeDefined();
  });

  test('a key waiting for deletion is unusable, can be saved, and is destroyed on its day', async () => {
    const KeyId = await createKey();
    await call('CreateAlias', { AliasName: 'alias/doomed', TargetKeyId: KeyId });
    const encrypt = () => call('Encrypt', { KeyId, Plaintext: Buffer.from('x') });
    const { CiphertextBlob } = (await encrypt()) as EncryptResponse;
    await call('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    await expect(encrypt()).rejects.toEqual(failure('KMSInvalidStateException'));
    await call('CancelKeyDeletion', { KeyId });
    await call('EnableKey', { KeyId });
    await expect(encrypt()).resolves.toBeDefined();

    await call('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 });
    surroundings.advance(7 * DAY);
    await expect(call('Decrypt', { CiphertextBlob })).rejects.toEqual(
      failure('InvalidCiphertextException'),
    );
    await expect(call('DescribeKey', { KeyId: 'alias/doomed' })).rejects.toEqual(
      failure('NotFoundException'),
    );
    const folder = surroundings.context.folder;
    const disk = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(disk.join('')).not.toContain(KeyId);
  });

  test('an alias moves to the next key and nothing else about the old key changes', async () => {
    const first = await createKey({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const second = await createKey({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    await call('CreateAlias', { AliasName: 'alias/sign/leader-1', TargetKeyId: first });
    await expect(
      call('CreateAlias', { AliasName: 'alias/sign/leader-1', TargetKeyId: second }),
    ).rejects.toEqual(failure('AlreadyExistsException'));
    await call('UpdateAlias', { AliasName: 'alias/sign/leader-1', TargetKeyId: second });
    const { KeyMetadata } = await call<DescribeKeyResponse>('DescribeKey', {
      KeyId: 'alias/sign/leader-1',
    });
    expect(KeyMetadata).toMatchObject({ KeyId: second, KeyState: 'Enabled' });
    await expect(
      call('UpdateAlias', { AliasName: 'alias/sign/leader-1', TargetKeyId: await createKey() }),
    ).rejects.toEqual(failure('ValidationException'));
    await expect(call('ListAliases', { KeyId: first })).resolves.toMatchObject({ Aliases: [] });
  });

  test('keys, aliases and policies are there after a restart', async () => {
    const KeyId = await createKey({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    await call('CreateAlias', { AliasName: 'alias/agency', TargetKeyId: KeyId });
    const input = {
      KeyId: 'alias/agency',
      Message: digest,
      MessageType: 'DIGEST',
      SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
    };
    const before = await call<SignResponse>('Sign', input);
    await kms.close();
    kms = createKms(surroundings.context);
    await expect(call('Sign', input)).resolves.toEqual(before);
  });

  test('a policy nobody could ever change again is refused', async () => {
    const KeyId = await createKey();
    const Policy = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Sign', Resource: '*' }],
    });
    await expect(call('PutKeyPolicy', { KeyId, Policy })).rejects.toEqual(
      failure('MalformedPolicyDocumentException'),
    );
    await call('PutKeyPolicy', { KeyId, Policy, BypassPolicyLockoutSafetyCheck: true });
    const stored = await call<{ Policy: string }>('GetKeyPolicy', { KeyId });
    expect(JSON.parse(stored.Policy)).toEqual(JSON.parse(Policy));
    await expect(call('PutKeyPolicy', { KeyId, Policy: '{' })).rejects.toEqual(
      failure('MalformedPolicyDocumentException'),
    );
  });
});
