import type { CreateKeyResponse, EncryptResponse } from '@aws-sdk/client-kms';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EmulatedService } from '../../../lib/local/aws/service.ts';
import { createKms } from '../../../lib/local/kms/kms-service.ts';
import {
  callOperation,
  createSurroundings,
  type TestSurroundings,
} from '../../support/emulated-service.ts';

describe('what a KMS call asks of IAM', () => {
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
  async function createKey(input: object = {}): Promise<string> {
    const { KeyMetadata } = await call<CreateKeyResponse>('CreateKey', input);
    return KeyMetadata?.KeyId ?? '';
  }

  test('Sign through an alias names the key, the call and the key policy', async () => {
    const KeyId = await createKey({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' });
    await call('CreateAlias', { AliasName: 'alias/agency', TargetKeyId: KeyId });
    const [need, ...more] = kms.authorize('Sign', {
      KeyId: 'alias/agency',
      Message: Buffer.alloc(32),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
    });
    expect(more).toEqual([]);
    expect(need).toMatchObject({
      action: 'kms:Sign',
      resource: `arn:aws:kms:ap-southeast-1:111122223333:key/${KeyId}`,
      context: {
        'kms:MessageType': 'DIGEST',
        'kms:SigningAlgorithm': 'RSASSA_PKCS1_V1_5_SHA_256',
        'kms:RequestAlias': 'alias/agency',
        'kms:ResourceAliases': ['alias/agency'],
      },
      resourcePolicy: {
        Statement: [{ Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' }],
      },
    });
  });

  test('GetPublicKey carries no signing conditions, as on AWS', async () => {
    const KeyId = await createKey({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
    const [need] = kms.authorize('GetPublicKey', { KeyId });
    expect(Object.keys(need?.context ?? {})).not.toContain('kms:SigningAlgorithm');
  });

  test('Decrypt without a key names the key inside the ciphertext and its context', async () => {
    const KeyId = await createKey();
    const EncryptionContext = { source: 'eoffice' };
    const { CiphertextBlob } = await call<EncryptResponse>('Encrypt', {
      KeyId,
      Plaintext: Buffer.from('x'),
      EncryptionContext,
    });
    const [need] = kms.authorize('Decrypt', { CiphertextBlob, EncryptionContext });
    expect(need?.resource).toMatch(new RegExp(`key/${KeyId}$`));
    expect(need?.context).toMatchObject({
      'kms:EncryptionContext:source': 'eoffice',
      'kms:EncryptionContextKeys': ['source'],
    });
  });

  test('moving an alias needs the alias, the old key and the new key', async () => {
    const first = await createKey();
    const second = await createKey();
    await call('CreateAlias', { AliasName: 'alias/data', TargetKeyId: first });
    const needs = kms.authorize('UpdateAlias', { AliasName: 'alias/data', TargetKeyId: second });
    expect(needs.map((need) => need.resource.split(':').pop())).toEqual([
      'alias/data',
      `key/${first}`,
      `key/${second}`,
    ]);
  });
});
