import { createHash, X509Certificate } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { assertCertificateUsable } from '../../../lib/signing/certificate.ts';
import { buildCades } from '../../../lib/signing/cms/build-cades.ts';
import { checkCms } from '../../../lib/signing/cms/check-cms.ts';
import { oid } from '../../../lib/signing/cms/oids.ts';
import { readCms } from '../../../lib/signing/cms/read-cms.ts';
import { issueDemoCertificate } from '../../../lib/signing/demo-authority.ts';
import { createKmsSigner, readKmsPublicKey } from '../../../lib/signing/signer.kms.ts';
import { findTrust } from '../../../lib/signing/verify/trust.ts';
import { type Office, openOffice, p256Holder, rsaHolder, signedOn } from './support.ts';

const withCode = (code: string) => expect.objectContaining({ code });
const days = (count: number) => new Date(signedOn.getTime() + count * 86_400_000);

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});

describe('a certificate before signing', () => {
  const use = (change: object = {}) => ({
    certificate: office.leader.certificate,
    publicKey: office.leader.publicKey,
    algorithm: office.leader.signer.algorithm,
    at: signedOn,
    ...change,
  });

  test('is accepted for its own key, within its time, for signing', () => {
    expect(() => assertCertificateUsable(use())).not.toThrow();
  });

  test.each([
    ['for another key', () => ({ publicKey: office.agency.publicKey }), 'CERT_KEY_MISMATCH'],
    ['with the wrong algorithm', () => ({ algorithm: 'ECDSA_SHA_256' }), 'CERT_ALGORITHM'],
    ['after its time', () => ({ at: days(366) }), 'CERT_EXPIRED'],
    ['before its time', () => ({ at: days(-2) }), 'CERT_NOT_YET_VALID'],
    ['that cannot be read', () => ({ certificate: Buffer.from('x') }), 'CERT_UNREADABLE'],
  ])('%s is refused', (_, change, code) => {
    expect(() => assertCertificateUsable(use(change()))).toThrow(withCode(code));
  });

  test('of an authority is refused: it is made for signing certificates', () => {
    const change = { certificate: office.authority, publicKey: undefined };
    const { publicKey: _, ...rest } = use(change);
    expect(() => assertCertificateUsable(rest)).toThrow(withCode('CERT_KEY_USAGE'));
  });

  test('with an RSA key under 2048 bits is refused', async () => {
    const weak = await openOffice(rsaHolder(1024));
    const change = { certificate: weak.leader.certificate, publicKey: weak.leader.publicKey };
    expect(() => assertCertificateUsable(use(change))).toThrow(withCode('CERT_ALGORITHM'));
  });
});

describe('the demonstration authority', () => {
  test('says in every name that it proves nothing', () => {
    const authority = new X509Certificate(office.authority);
    const leader = new X509Certificate(office.leader.certificate);
    expect(authority.subject).toContain('KHÔNG CÓ GIÁ TRỊ PHÁP LÝ');
    expect(leader.subject.split('\n')).toEqual([
      'C=VN',
      'O=Ủy ban Dân tộc',
      'OU=CHỈ DÙNG THỬ – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ',
      'CN=Nguyễn Văn Thử',
    ]);
  });

  test('issues certificates that OpenSSL accepts under it', () => {
    const authority = new X509Certificate(office.authority);
    for (const { certificate } of [office.leader, office.agency]) {
      const issued = new X509Certificate(certificate);
      expect(issued.checkIssued(authority) && issued.verify(authority.publicKey)).toBe(true);
      expect(issued.ca).toBe(false);
    }
    expect(authority.ca && authority.verify(authority.publicKey)).toBe(true);
  });

  test('issues the same certificate for the same input', async () => {
    const input = {
      authority: office.authority,
      signer: office.authoritySigner,
      publicKey: office.leader.publicKey,
      serial: 7n,
      now: signedOn,
      commonName: 'Trần Thị Bình',
    };
    expect(await issueDemoCertificate(input)).toEqual(await issueDemoCertificate(input));
  });

  test('never issues beyond its own end', async () => {
    const late = await issueDemoCertificate({
      authority: office.authority,
      signer: office.authoritySigner,
      publicKey: office.leader.publicKey,
      serial: 8n,
      now: days(5 * 365 - 10),
      commonName: 'Trần Thị Bình',
    });
    const end = new Date(new X509Certificate(late).validTo);
    expect(end).toEqual(new Date(new X509Certificate(office.authority).validTo));
  });

  test('gives demo trust only where its root is pinned, and only within the time', () => {
    const { certificate } = office.leader;
    const asDemo = { roots: [], demoRoots: [office.authority] };
    expect(findTrust(certificate, [], asDemo, signedOn)).toBe('demo');
    expect(findTrust(certificate, [], { roots: [office.authority] }, signedOn)).toBe('trusted');
    expect(findTrust(certificate, [office.authority], { roots: [] }, signedOn)).toBe('unknown');
    expect(findTrust(certificate, [], asDemo, days(400))).toBe('unknown');
  });
});

describe('the signed message', () => {
  const content = Buffer.from('nội dung');
  const digest = createHash('sha256').update(content).digest();
  const build = (holder: 'leader' | 'agency', signer = office[holder].signer) =>
    buildCades({
      digest,
      signer,
      certificate: office[holder].certificate,
      issuers: [office.authority],
    });

  test.each(['leader', 'agency'] as const)('of the %s holds over its content only', async (who) => {
    const { message } = readCms(await build(who));
    expect(checkCms(message, 'ETSI.CAdES.detached', [content])).toEqual([]);
    expect(checkCms(message, 'ETSI.CAdES.detached', [Buffer.from('khác')])).toEqual([
      'DIGEST_MISMATCH',
    ]);
  });

  test('names its certificate and claims no time, as PAdES baseline wants', async () => {
    const { message } = readCms(await build('leader'));
    expect(message.attribute(oid.signingCertificateV2)).toBeDefined();
    expect(message.attribute(oid.signingTime)).toBeUndefined();
    expect(message.content).toBeUndefined();
  });

  test('is not made with a key that is not the certificate’s', async () => {
    for (const holder of [rsaHolder(), p256Holder()]) {
      const made = (async () => build('leader', holder.signer))();
      await expect(made).rejects.toThrow(withCode('CERT_KEY_MISMATCH'));
    }
  });

  test('nested without end or cut is unreadable, never a crash', () => {
    const endless = Buffer.alloc(50_000, Buffer.from([0x30, 0x80]));
    for (const bytes of [endless, Buffer.from([0x30, 0x84, 1, 0, 0, 0]), Buffer.alloc(0)]) {
      expect(() => readCms(bytes)).toThrow(expect.objectContaining({ name: 'CmsUnreadableError' }));
    }
  });
});

describe('the KMS signer', () => {
  /** Answers like KMS and keeps what it was asked. */
  const answering = (answer: object) => {
    const asked: { target: string | undefined; body: Record<string, unknown> }[] = [];
    const client = new KMSClient({
      region: 'ap-southeast-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    });
    client.middlewareStack.add(
      (_next, context) => async (args) => {
        asked.push({
          target: context['commandName'] as string,
          body: args.input as Record<string, unknown>,
        });
        return { output: { ...answer, $metadata: {} }, response: {} };
      },
      { step: 'initialize' },
    );
    return { client, asked };
  };

  test('sends the digest, never the document, and passes the signature on', async () => {
    const { client, asked } = answering({ Signature: Uint8Array.of(1, 2, 3) });
    const signer = createKmsSigner(client, 'alias/sign/leader', 'ECDSA_SHA_256');
    const digest = new Uint8Array(32).fill(7);
    expect(await signer.sign(digest)).toEqual(Uint8Array.of(1, 2, 3));
    expect(asked).toEqual([
      {
        target: 'SignCommand',
        body: {
          KeyId: 'alias/sign/leader',
          Message: digest,
          MessageType: 'DIGEST',
          SigningAlgorithm: 'ECDSA_SHA_256',
        },
      },
    ]);
  });

  test('reads the public key, and takes an empty answer for a fault', async () => {
    const { client } = answering({ PublicKey: Uint8Array.of(48) });
    expect(await readKmsPublicKey(client, 'k')).toEqual(Uint8Array.of(48));
    const empty = answering({}).client;
    await expect(readKmsPublicKey(empty, 'k')).rejects.toThrow('without a public key');
    const signer = createKmsSigner(empty, 'k', 'ECDSA_SHA_256');
    await expect(signer.sign(new Uint8Array(32))).rejects.toThrow('without a signature');
  });
});
