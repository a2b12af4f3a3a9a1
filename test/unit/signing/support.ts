import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { p256 } from '@noble/curves/nist.js';
import PDFDocument from 'pdfkit';
import type { AgencySealInput } from '../../../lib/signing/agency-seal.ts';
import { createDemoAuthority, issueDemoCertificate } from '../../../lib/signing/demo-authority.ts';
import { locateLayout } from '../../../lib/signing/layout.ts';
import type { LeaderSignatureInput } from '../../../lib/signing/leader-signature.ts';
import { openPdf } from '../../../lib/signing/pdf/restrictions.ts';
import type { AppendedPdf } from '../../../lib/signing/pdf/revision.ts';
import { prepareForSigning } from '../../../lib/signing/prepare.ts';
import { createLocalRsaSigner } from '../../../lib/signing/signer.local.ts';
import type { DigestSigner } from '../../../lib/signing/signer.ts';
import type { TrustAnchors } from '../../../lib/signing/verify/trust.ts';

const root = new URL('../../../', import.meta.url);

const readTinos = (file: string): Buffer =>
  readFileSync(new URL(`node_modules/@expo-google-fonts/tinos/${file}`, root));

export const fonts = {
  regular: readTinos('400Regular/Tinos_400Regular.ttf'),
  italic: readTinos('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
};

export const signedOn = new Date('2026-02-05T02:30:00Z');

export const join = (pdf: AppendedPdf): Buffer => Buffer.concat(pdf.parts);

/** A PDF of our own in the layout of Decree 30/2020, with blanks for number and date. */
export const renderDocument = async (pages = 1): Promise<Buffer> => {
  const pdf = new PDFDocument({ size: 'A4', margin: 57, info: { CreationDate: signedOn } });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve) => {
    pdf.on('end', () => resolve());
  });
  pdf.font(fonts.regular).fontSize(13);
  pdf.text('ỦY BAN DÂN TỘC', 85, 57, { width: 190, align: 'center' });
  pdf.text('Số:                /UBDT-VP', 100, 98);
  pdf.text('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 290, 57);
  pdf.font(fonts.italic).text('Hà Nội,', 335, 98);
  pdf.font(fonts.regular).text('Kính gửi: Ban Dân tộc các tỉnh. Văn bản thử nghiệm.', 85, 180);
  for (let page = 1; page < pages; page++) pdf.addPage().text(`Trang ${page + 1}`, 85, 80);
  pdf.text('BỘ TRƯỞNG, CHỦ NHIỆM', 340, 640, { width: 170, align: 'center' });
  pdf.text('Nguyễn Văn Thử', 340, 735, { width: 170, align: 'center' });
  pdf.end();
  await done;
  return Buffer.concat(chunks);
};

const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

export interface KeyHolder {
  readonly signer: DigestSigner;
  readonly publicKey: Buffer;
}

export const rsaHolder = (bits = 2048): KeyHolder => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return { signer: createLocalRsaSigner(privateKey), publicKey: spkiOf(publicKey) };
};

/** node:crypto cannot sign a bare digest with an EC key; KMS can, and so can @noble/curves. */
export const p256Holder = (): KeyHolder => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const scalar = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const signer: DigestSigner = {
    algorithm: 'ECDSA_SHA_256',
    sign: async (digest) => p256.sign(digest, scalar, { prehash: false, format: 'der' }),
  };
  return { signer, publicKey: spkiOf(publicKey) };
};

export interface Office {
  readonly authority: Buffer;
  readonly authoritySigner: DigestSigner;
  readonly trust: TrustAnchors;
  readonly leader: KeyHolder & { readonly certificate: Buffer };
  readonly agency: KeyHolder & { readonly certificate: Buffer };
}

/** A demonstration authority, a leader and an agency with a certificate each. */
export const openOffice = async (
  leader: KeyHolder = rsaHolder(),
  agency: KeyHolder = p256Holder(),
  now = signedOn,
): Promise<Office> => {
  const ca = rsaHolder();
  const authority = await createDemoAuthority({ ...ca, serial: 1n, now });
  const issue = (holder: KeyHolder, serial: bigint, commonName: string) =>
    issueDemoCertificate({
      authority,
      signer: ca.signer,
      publicKey: holder.publicKey,
      serial,
      now,
      commonName,
      organization: 'Ủy ban Dân tộc',
    });
  return {
    authority,
    authoritySigner: ca.signer,
    trust: { roots: [], demoRoots: [authority] },
    leader: { ...leader, certificate: await issue(leader, 2n, 'Nguyễn Văn Thử') },
    agency: { ...agency, certificate: await issue(agency, 3n, 'Ủy ban Dân tộc') },
  };
};

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
  return out;
};

type Paint = (x: number, y: number) => readonly [number, number, number, number];

/** A small RGBA PNG, painted pixel by pixel; rows use the given PNG filter (0 none, 1 left). */
export const paintPng = (width: number, height: number, paint: Paint, filter = 0): Buffer => {
  const rows = Array.from({ length: height }, (_, y) => {
    const plain = Array.from({ length: width }, (__, x) => [...paint(x, y)]).flat();
    const coded = plain.map((value, i) => value - (filter === 1 ? (plain[i - 4] ?? 0) : 0));
    return Buffer.from([filter, ...coded]);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** A blue wave for a handwritten signature. */
const signatureImage = paintPng(
  180,
  80,
  (x, y) => [20, 40, 180, Math.abs(y - 40 - 30 * Math.sin(x / 12)) < 3 ? 255 : 0],
  1,
);

/** A red ring with a star for a seal. */
const sealImage = paintPng(200, 200, (x, y) => {
  const radius = Math.hypot(x - 100, y - 100);
  const inRing = (radius < 98 && radius > 90) || radius < 30;
  return [210, 20, 20, inRing ? 230 : 0];
});

export const leaderInput = (
  office: Office,
  pdf: LeaderSignatureInput['pdf'],
): LeaderSignatureInput => ({
  pdf,
  signer: office.leader.signer,
  publicKey: office.leader.publicKey,
  certificate: office.leader.certificate,
  issuers: [office.authority],
  signingTime: signedOn,
  name: 'Nguyễn Văn Thử',
  reason: 'Ký ban hành (văn bản đi)',
  location: 'Hà Nội',
  appearance: { kind: 'image', png: signatureImage },
});

export const agencyInput = (office: Office, pdf: AgencySealInput['pdf']): AgencySealInput => ({
  ...leaderInput(office, pdf),
  signer: office.agency.signer,
  publicKey: office.agency.publicKey,
  certificate: office.agency.certificate,
  name: 'Ủy ban Dân tộc',
  reason: 'Phát hành',
  appearance: { kind: 'image', png: sealImage },
  number: '12',
  date: 'ngày 05 tháng 02 năm 2026',
  fonts,
  trust: office.trust,
});

export const prepare = (pdf: Buffer): AppendedPdf =>
  prepareForSigning(pdf, locateLayout(openPdf(pdf)));
