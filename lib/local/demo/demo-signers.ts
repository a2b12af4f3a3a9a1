import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KMSClient } from '@aws-sdk/client-kms';
import { outputName } from '../../infra/output-name.ts';
import { sha256Of } from '../../kernel/ids.ts';
import type { DocumentFiles } from '../../register/uploads.ts';
import { createDemoAuthority, issueDemoCertificate } from '../../signing/demo-authority.ts';
import { readKmsPublicKey } from '../../signing/signer.kms.ts';
import { createLocalRsaSigner } from '../../signing/signer.local.ts';
import type { SigningAlgorithm } from '../../signing/signer.ts';
import { AGENCY_SIGNER, type Signer } from '../../signing/signers.ts';
import { renderSealMark } from '../samples/marks/seal-mark.ts';
import { renderSignatureMark } from '../samples/marks/signature-mark.ts';
import { SAMPLE_PEOPLE } from '../samples/people.vi.ts';
import { demoTexts } from './demo-texts.vi.ts';

/** Leaders of the samples whose KMS keys the training template makes. */
export const demoLeaders = ['chu-nhiem', 'pho-chu-nhiem', 'chanh-van-phong'] as const;

interface Holder {
  readonly signerId: string;
  readonly name: string;
  readonly title: string;
  readonly mark: Buffer;
}

const leaderOf = (signerId: string): Holder => {
  const person = SAMPLE_PEOPLE.find(({ key }) => key === signerId);
  if (person === undefined) throw new Error(`no sample person ${signerId}`);
  const { name, title } = person;
  return { signerId, name, title, mark: renderSignatureMark(name) };
};

const agency = (): Holder => ({
  signerId: AGENCY_SIGNER,
  name: demoTexts.agency,
  title: demoTexts.agency,
  mark: renderSealMark(),
});

/** Sixteen random bytes, positive (RFC 5280, 4.1.2.2). */
const newSerial = (): bigint => BigInt(`0x7f${randomBytes(15).toString('hex')}`);

const algorithmOf = (publicKey: Uint8Array): SigningAlgorithm => {
  const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  return key.asymmetricKeyType === 'ec' ? 'ECDSA_SHA_256' : 'RSASSA_PKCS1_V1_5_SHA_256';
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/**
 * Certifies the template's signing keys by an authority that lives for this one call: nobody can
 * make further certificates under it. Marks (handwriting, seal) go to the files bucket.
 */
export async function certifyDemoSigners(options: {
  readonly kms: KMSClient;
  readonly files: DocumentFiles;
  /** Outputs of the stacks, with the ARN of each signing key. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly now: Date;
}): Promise<readonly Signer[]> {
  const { kms, files, outputs, now } = options;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signer = createLocalRsaSigner(privateKey);
  const authority = await createDemoAuthority({
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    signer,
    serial: newSerial(),
    now,
  });
  const certify = async ({ signerId, name, title, mark }: Holder): Promise<Signer> => {
    const keyId = outputs[`SigningKey${outputName(signerId)}`];
    if (keyId === undefined) throw new Error(`the template has no signing key of ${signerId}`);
    const holderKey = await readKmsPublicKey(kms, keyId);
    const markHash = sha256Of(mark);
    const [certificate] = await Promise.all([
      issueDemoCertificate({
        publicKey: holderKey,
        signer,
        serial: newSerial(),
        now,
        authority,
        commonName: name,
        organization: demoTexts.agency,
      }),
      files.put(markHash, mark, 'image/png'),
    ]);
    return {
      signerId,
      name,
      title,
      keyId,
      algorithm: algorithmOf(holderKey),
      publicKey: base64(holderKey),
      certificate: base64(certificate),
      issuers: [base64(authority)],
      demo: true,
      mark: markHash,
    };
  };
  return Promise.all([agency(), ...demoLeaders.map(leaderOf)].map(certify));
}
