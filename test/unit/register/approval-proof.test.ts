import { beforeAll, describe, expect, it } from '@jest/globals';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { checkApprovalProof } from '../../../lib/register/approval-proof.ts';
import { NOW, SHA } from './document-states.ts';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;
const keys: Record<string, KeyPair> = {};
const approvers: Parameters<typeof checkApprovalProof>[1] = [];

beforeAll(async () => {
  for (const [keyId, alg] of [
    ['ec', 'ES256'],
    ['ed', 'EdDSA'],
    ['stranger', 'ES256'],
  ] as const) {
    const pair = await generateKeyPair(alg, { extractable: true });
    keys[keyId] = pair;
    const jwk = (await exportJWK(pair.publicKey)) as Record<string, string>;
    if (keyId !== 'stranger') approvers.push({ personId: `person-${keyId}`, keyId, jwk });
  }
});

const iat = NOW.getTime() / 1000;
const claims = { document: 'VB-1', sha256: SHA.draft, signer: 'ld1', iat };
const expected = { documentId: 'VB-1', sha256: SHA.draft, signerId: 'ld1' };

const prove = (
  payload: unknown = claims,
  options: { readonly key?: string; readonly kid?: string } = {},
): Promise<string> => {
  const { key = 'ec' } = options;
  const { kid = key } = options;
  const alg = key === 'ed' ? 'EdDSA' : 'ES256';
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const pair = keys[key];
  if (pair === undefined) throw new Error('no such key');
  return new CompactSign(new TextEncoder().encode(text))
    .setProtectedHeader({ alg, kid })
    .sign(pair.privateKey);
};

const check = (proof: string | undefined) => checkApprovalProof(proof, approvers, expected, NOW);
const refused = (code: string) => expect.objectContaining({ code });

describe('An approval proof (R10)', () => {
  it.each(['ec', 'ed'])('by a registered approver (%s) tells who has approved', async (key) => {
    expect(await check(await prove(claims, { key }))).toBe(`person-${key}`);
  });

  it('must be there', async () => {
    await expect(check(undefined)).rejects.toEqual(refused('APPROVAL_MISSING'));
  });

  it.each(['', 'x', 'a.b.c', '..', 'null', '{"payload":"x"}'])('is no %j', async (proof) => {
    await expect(check(proof)).rejects.toEqual(refused('APPROVAL_FORGED'));
  });

  it('is forged when another key made it, under its own name or an approver’s', async () => {
    for (const kid of ['stranger', 'ec', 'ed', ''])
      await expect(check(await prove(claims, { key: 'stranger', kid }))).rejects.toEqual(
        refused('APPROVAL_FORGED'),
      );
  });

  it('is forged when one of its characters was changed', async () => {
    const [head = '', body = '', signature = ''] = (await prove()).split('.');
    const other = Buffer.from(JSON.stringify({ ...claims, signer: 'ld2' })).toString('base64url');
    for (const proof of [
      `${head}.${other}.${signature}`,
      `${head}.${body}.${signature.slice(0, -4)}AAAA`,
      `${head}.${body}.`,
    ])
      await expect(check(proof)).rejects.toEqual(refused('APPROVAL_FORGED'));
  });

  it('is forged when its algorithm is "none", or a secret made of the public key', async () => {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${encode({ alg: 'none', kid: 'ec' })}.${encode(claims)}.`;
    await expect(check(unsigned)).rejects.toEqual(refused('APPROVAL_FORGED'));
    const secret = new TextEncoder().encode(approvers[0]?.jwk['x'] ?? '');
    const byHmac = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'HS256', kid: 'ec' })
      .sign(secret);
    await expect(check(byHmac)).rejects.toEqual(refused('APPROVAL_FORGED'));
  });

  it.each([
    ['document', 'VB-2'],
    ['sha256', SHA.leader],
    ['signer', 'ld2'],
  ])('for another %s is for another version', async (name, value) => {
    const proof = await prove({ ...claims, [name]: value });
    await expect(check(proof)).rejects.toEqual(refused('APPROVAL_OTHER_VERSION'));
  });

  it.each(['document', 'sha256', 'signer', 'iat'])('without %s is forged', async (name) => {
    const proof = await prove({ ...claims, [name]: undefined });
    await expect(check(proof)).rejects.toEqual(refused('APPROVAL_FORGED'));
  });

  it.each(['x', '[]', '7'])('that says %s is forged', async (payload) => {
    await expect(check(await prove(payload))).rejects.toEqual(refused('APPROVAL_FORGED'));
  });

  it('may be of an hour ago and five minutes ahead, not six', async () => {
    expect(await check(await prove({ ...claims, iat: iat - 3600 }))).toBe('person-ec');
    expect(await check(await prove({ ...claims, iat: iat + 299 }))).toBe('person-ec');
    const ahead = await prove({ ...claims, iat: iat + 360 });
    await expect(check(ahead)).rejects.toEqual(refused('APPROVAL_FORGED'));
  });

  it('of a source without approvers is always forged', async () => {
    const proof = await prove();
    await expect(checkApprovalProof(proof, [], expected, NOW)).rejects.toEqual(
      refused('APPROVAL_FORGED'),
    );
  });
});
