import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../lib/local/aws/service.ts';
import { evaluate } from '../../lib/local/iam/evaluate.ts';
import { ofType, readTemplates } from './office-templates.ts';

const account = '111122223333';
const signer = `arn:aws:iam::${account}:role/signer`;
const administrator = `arn:aws:iam::${account}:role/administrator`;
const everything: PolicyDocument = {
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};

/** The policy as it stands after deployment, with its references filled in. */
const deployed = (policy: unknown): PolicyDocument =>
  JSON.parse(
    JSON.stringify(policy)
      .replace(/\{"Fn::GetAtt":\["SignerRole[^\]]*\]\}/g, JSON.stringify(signer))
      .replace(/\{"Fn::Join":\["",\["arn:",[^\]]*":root"\]\]\}/g, `"arn:aws:iam::${account}:root"`),
  );

const { stateful } = await readTemplates();
const keys = ofType(stateful, 'AWS::KMS::Key')
  .map(([id, { Properties }]) => ({ id, ...Properties }))
  .filter(({ KeyUsage }) => KeyUsage === 'SIGN_VERIFY');
const algorithmOf = ({ KeySpec }: { KeySpec: string }) =>
  KeySpec === 'RSA_3072' ? 'RSASSA_PKCS1_V1_5_SHA_256' : 'ECDSA_SHA_256';

it('makes the seal of the agency with RSA 3072 and pilot leaders with both kinds of key', () => {
  expect(keys.map(({ KeySpec }) => KeySpec)).toEqual(['RSA_3072', 'ECC_NIST_P256', 'RSA_3072']);
  const aliases = ofType(stateful, 'AWS::KMS::Alias').map(([, a]) => a.Properties.AliasName);
  expect(aliases).toEqual(
    expect.arrayContaining(['alias/sign/agency', 'alias/sign/leader-1', 'alias/sign/leader-2']),
  );
});

describe.each(keys.map((key) => [key.id, key] as const))('%s', (_, key) => {
  const decide = (
    principal: string,
    action: string,
    context: Record<string, string> = {},
    identityPolicies: readonly PolicyDocument[] = [],
  ) =>
    evaluate({
      principal,
      account,
      identityPolicies,
      need: {
        action,
        resource: `arn:aws:kms:ap-southeast-1:${account}:key/k`,
        context,
        resourcePolicy: deployed(key.KeyPolicy),
      },
    }).allowed;
  const digest = { 'kms:MessageType': 'DIGEST', 'kms:SigningAlgorithm': algorithmOf(key) };

  it('lets the sign function sign a digest and read the public key', () => {
    expect(decide(signer, 'kms:Sign', digest)).toBe(true);
    expect(decide(signer, 'kms:GetPublicKey')).toBe(true);
  });

  it('lets an administrator with every right neither sign nor grant signing', () => {
    expect(decide(administrator, 'kms:Sign', digest, [everything])).toBe(false);
    expect(decide(administrator, 'kms:CreateGrant', {}, [everything])).toBe(false);
  });

  it('lets an administrator manage the key', () => {
    expect(decide(administrator, 'kms:DescribeKey', {}, [everything])).toBe(true);
    expect(decide(administrator, 'kms:ScheduleKeyDeletion', {}, [everything])).toBe(true);
  });

  it('refuses whole messages, other algorithms and grants even to the sign function', () => {
    expect(decide(signer, 'kms:Sign', { ...digest, 'kms:MessageType': 'RAW' })).toBe(false);
    const other = { ...digest, 'kms:SigningAlgorithm': 'RSASSA_PSS_SHA_256' };
    expect(decide(signer, 'kms:Sign', other, [everything])).toBe(false);
    expect(decide(signer, 'kms:CreateGrant', {}, [everything])).toBe(false);
  });

  it('refuses everything to a function without a grant', () => {
    const stranger = `arn:aws:iam::${account}:role/publish`;
    expect(decide(stranger, 'kms:Sign', digest)).toBe(false);
    expect(decide(stranger, 'kms:GetPublicKey')).toBe(false);
  });
});
