import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsServiceError } from '../aws/service.ts';

export type EncryptionContext = Readonly<Record<string, string>>;

const VERSION = 1;
const KEY_ID_BYTES = 36;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const IV_AT = 1 + KEY_ID_BYTES;
const TAG_AT = IV_AT + IV_BYTES;
const DATA_AT = TAG_AT + TAG_BYTES;

export interface SealingKey {
  readonly id: string;
  /** 32 bytes, base64. */
  readonly material: string;
}

/** AES-256-GCM under the key; the encryption context is authenticated, not stored. */
export function sealPlaintext(
  key: SealingKey,
  plaintext: Uint8Array,
  context: EncryptionContext | undefined,
): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.material, 'base64'), iv);
  cipher.setAAD(contextBytes(context));
  const data = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([
    Buffer.from([VERSION]),
    Buffer.from(key.id),
    iv,
    cipher.getAuthTag(),
    data,
  ]);
}

/** Opens a sealed blob; a changed byte or another context gives InvalidCiphertextException. */
export function openCiphertext(
  key: SealingKey,
  blob: Uint8Array,
  context: EncryptionContext | undefined,
): Buffer {
  const bytes = Buffer.from(blob);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(key.material, 'base64'),
    bytes.subarray(IV_AT, TAG_AT),
  );
  decipher.setAAD(contextBytes(context));
  decipher.setAuthTag(bytes.subarray(TAG_AT, DATA_AT));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(DATA_AT)), decipher.final()]);
  } catch {
    // KMS tells nothing about the reason either.
    throw invalidCiphertext();
  }
}

/** The id of the key a blob was sealed under; throws InvalidCiphertextException for foreign bytes. */
export function keyIdIn(blob: Uint8Array | undefined): string {
  if (blob === undefined || blob.length < DATA_AT || blob[0] !== VERSION) throw invalidCiphertext();
  return Buffer.from(blob.subarray(1, IV_AT)).toString('latin1');
}

export function invalidCiphertext(): AwsServiceError {
  return new AwsServiceError('InvalidCiphertextException', '');
}

/** One spelling for each context, whatever the order in which its pairs were given. */
function contextBytes(context: EncryptionContext | undefined): Buffer {
  const pairs = Object.entries(context ?? {}).sort(([left], [right]) => (left < right ? -1 : 1));
  return Buffer.from(JSON.stringify(pairs));
}
