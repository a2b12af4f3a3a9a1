import { expect, test } from '@jest/globals';
import {
  type ChecksumMember,
  checksumMemberOf,
  startChecksum,
} from '../../../lib/local/s3/checksums.ts';

/** The check values of the catalogue of CRC algorithms, and of FIPS 180-4, for "123456789". */
const CHECK_VALUES: readonly (readonly [ChecksumMember, string])[] = [
  ['ChecksumCRC32', 'cbf43926'],
  ['ChecksumCRC32C', 'e3069283'],
  ['ChecksumCRC64NVME', 'ae8b14860a799888'],
  ['ChecksumSHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
  ['ChecksumSHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
];

test.each(CHECK_VALUES)('%s gives its published check value, also in pieces', (member, hex) => {
  const checksum = startChecksum(member);
  for (const piece of ['1234', '', '56789']) checksum.update(Buffer.from(piece));
  expect(Buffer.from(checksum.digest(), 'base64').toString('hex')).toBe(hex);
});

test('a header names its member, whatever its case', () => {
  expect(checksumMemberOf('X-Amz-Checksum-Crc64nvme')).toBe('ChecksumCRC64NVME');
  expect(checksumMemberOf('x-amz-checksum-xxhash64')).toBeUndefined();
});
