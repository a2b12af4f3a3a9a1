import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AwsServiceError } from '../aws/service.ts';
import { removeFile } from './atomic-file.ts';
import { AwsChunkedDecoder } from './aws-chunked.ts';
import {
  type ChecksumMember,
  type Checksums,
  checksumMemberOf,
  type RunningChecksum,
  startChecksum,
  startMd5,
  startPayloadHash,
} from './checksums.ts';
import { badDigest, notEmulated } from './s3-errors.ts';

/** What the sender says of the body. */
export interface BodyClaims {
  readonly checksums: Checksums;
  readonly contentMd5: string | undefined;
}

export interface ReceivedBody {
  readonly size: number;
  readonly md5: string;
  readonly checksums: Checksums;
}

const SIGNED_HASH = /^[0-9a-f]{64}$/;
const UNSIGNED_TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';

/** Counts and hashes what passes. */
class Meter extends Transform {
  size = 0;
  private readonly sums: readonly RunningChecksum[];

  constructor(sums: readonly RunningChecksum[]) {
    super();
    this.sums = sums;
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: null, chunk: Buffer) => void,
  ): void {
    this.size += chunk.length;
    for (const sum of this.sums) sum.update(chunk);
    done(null, chunk);
  }
}

function payloadMode(request: IncomingMessage): string {
  const mode = String(request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD');
  if (mode.startsWith('STREAMING-') && mode !== UNSIGNED_TRAILER) {
    throw notEmulated(`s3: payload ${mode}`);
  }
  return mode;
}

function announcedTrailer(request: IncomingMessage): ChecksumMember | undefined {
  const name = request.headers['x-amz-trailer'];
  if (name === undefined) return undefined;
  const member = checksumMemberOf(String(name));
  if (!member) throw notEmulated(`s3: trailer ${name}`);
  return member;
}

function wordOf(member: ChecksumMember): string {
  return member.slice('Checksum'.length);
}

function verifyLength(request: IncomingMessage, size: number): void {
  const declared = request.headers['x-amz-decoded-content-length'];
  if (declared === undefined || Number(declared) === size) return;
  throw new AwsServiceError(
    'IncompleteBody',
    'You did not provide the number of bytes specified by the x-amz-decoded-content-length header.',
  );
}

function verifyMd5(claimed: string | undefined, md5: string): void {
  if (claimed === undefined) return;
  const bytes = Buffer.from(claimed, 'base64');
  if (bytes.length !== 16) {
    throw new AwsServiceError('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  }
  if (bytes.toString('hex') !== md5) throw badDigest('Content-MD5');
}

function verifyPayloadHash(mode: string, computed: string): void {
  if (!SIGNED_HASH.test(mode) || mode === computed) return;
  throw new AwsServiceError(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  );
}

/**
 * Streams a request's body into a new file, flushed to disk, and holds it against everything the
 * sender claims: signed SHA-256, Content-MD5, checksum headers and trailers, decoded length.
 * When anything differs the file is removed and the service error thrown.
 */
export async function receiveBody(
  request: IncomingMessage,
  claims: BodyClaims,
  file: string,
): Promise<ReceivedBody> {
  const mode = payloadMode(request);
  const trailer = announcedTrailer(request);
  const wanted = Object.keys(claims.checksums) as ChecksumMember[];
  if (trailer && !wanted.includes(trailer)) wanted.push(trailer);
  const sums = new Map(wanted.map((member) => [member, startChecksum(member)]));
  const md5 = startMd5();
  const payloadHash = SIGNED_HASH.test(mode) ? [startPayloadHash()] : [];
  const meter = new Meter([md5, ...payloadHash, ...sums.values()]);
  const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  const decoder = mode === UNSIGNED_TRAILER ? new AwsChunkedDecoder() : undefined;
  try {
    if (decoder) await pipeline(request, decoder, meter, target);
    else await pipeline(request, meter, target);
    const digest = md5.digest();
    const checksums = Object.fromEntries([...sums].map(([member, sum]) => [member, sum.digest()]));
    for (const hash of payloadHash) verifyPayloadHash(mode, hash.digest());
    verifyLength(request, meter.size);
    verifyMd5(claims.contentMd5, digest);
    verifyChecksums(claims.checksums, trailer, decoder, checksums);
    return { size: meter.size, md5: digest, checksums };
  } catch (error) {
    await removeFile(file);
    throw error;
  }
}

function verifyChecksums(
  claimed: Checksums,
  trailer: ChecksumMember | undefined,
  decoder: AwsChunkedDecoder | undefined,
  computed: Checksums,
): void {
  const expected = new Map(Object.entries(claimed));
  if (trailer) {
    const value = decoder?.trailers.get(`x-amz-checksum-${wordOf(trailer).toLowerCase()}`);
    if (value === undefined) {
      throw new AwsServiceError('MalformedTrailerError', 'The announced trailer is missing.');
    }
    expected.set(trailer, value);
  }
  for (const [member, value] of expected) {
    if (computed[member as ChecksumMember] !== value) {
      throw badDigest(wordOf(member as ChecksumMember));
    }
  }
}
