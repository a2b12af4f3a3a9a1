import { createPrivateKey } from 'node:crypto';
import type { SigningLayout } from '../../lib/signing/layout.ts';
import { signAsLeader } from '../../lib/signing/leader-signature.ts';
import type { AppendedPdf } from '../../lib/signing/pdf/revision.ts';
import { prepareForSigning } from '../../lib/signing/prepare.ts';
import { createLocalRsaSigner } from '../../lib/signing/signer.local.ts';
import type { SigningKey } from './child.ts';

const layout: SigningLayout = {
  number: { page: 0, rect: [120, 740, 200, 756], fontSize: 13 },
  date: { page: 0, rect: [330, 740, 520, 756], fontSize: 13, style: 'italic' },
  leader: { page: 0, rect: [340, 100, 510, 190] },
  agency: { page: 0, rect: [290, 90, 392, 192] },
};

/** Two revisions: the fields, then the leader's signature (PAdES B-B). */
export const signWithVanthu = async (pdf: Buffer, key: SigningKey): Promise<AppendedPdf> => {
  const prepared = prepareForSigning(pdf, layout);
  return signAsLeader({
    pdf: prepared.parts,
    signer: createLocalRsaSigner(createPrivateKey(key.privateKey)),
    certificate: Buffer.from(key.certificate, 'base64'),
    issuers: [Buffer.from(key.authority, 'base64')],
    publicKey: Buffer.from(key.publicKey, 'base64'),
    signingTime: new Date('2026-11-23T02:00:00Z'),
    name: 'Nguyễn Văn Mẫu',
    appearance: { kind: 'none' },
  });
};
