import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** A checksum that grows with the data; the digest is what S3 puts into its header, base64. */
export interface RunningChecksum {
  update(chunk: Buffer): void;
  digest(): string;
}

/** The checksum members of S3's shapes that are emulated. */
export const CHECKSUM_MEMBERS = [
  'ChecksumCRC32',
  'ChecksumCRC32C',
  'ChecksumCRC64NVME',
  'ChecksumSHA1',
  'ChecksumSHA256',
] as const;

export type ChecksumMember = (typeof CHECKSUM_MEMBERS)[number];
export type Checksums = Readonly<Partial<Record<ChecksumMember, string>>>;

/** RFC 3720, section 12.1: the Castagnoli polynomial, reflected. */
const CASTAGNOLI = 0x82f63b78;

const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ CASTAGNOLI : value >>> 1;
  }
  return value >>> 0;
});

function crc32c(chunk: Buffer, previous: number): number {
  let value = ~previous;
  for (const byte of chunk) value = (value >>> 8) ^ (CRC32C_TABLE[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}

/** NVM Express, NVM command set 1.0, figure 120: the reflected polynomial in two halves. */
const NVME_HIGH = 0x9a6c9329;
const NVME_LOW = 0xac4bc9b5;

function nvmeTable(half: 'high' | 'low'): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let high = 0;
    let low = index;
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = low & 1;
      low = ((low >>> 1) | (high << 31)) ^ (carry ? NVME_LOW : 0);
      high = (high >>> 1) ^ (carry ? NVME_HIGH : 0);
    }
    return (half === 'high' ? high : low) >>> 0;
  });
}

const NVME_TABLE = { high: nvmeTable('high'), low: nvmeTable('low') };

/** CRC-64/NVME, the default of the AWS command line. */
function startCrc64Nvme(): RunningChecksum {
  let high = 0xffffffff;
  let low = 0xffffffff;
  return {
    update: (chunk) => {
      for (const byte of chunk) {
        const index = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (NVME_TABLE.low[index] ?? 0);
        high = (high >>> 8) ^ (NVME_TABLE.high[index] ?? 0);
      }
    },
    digest: () => {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(~high >>> 0, 0);
      bytes.writeUInt32BE(~low >>> 0, 4);
      return bytes.toString('base64');
    },
  };
}

function cyclic(step: (chunk: Buffer, previous: number) => number): RunningChecksum {
  let value = 0;
  return {
    update: (chunk) => {
      value = step(chunk, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value >>> 0);
      return bytes.toString('base64');
    },
  };
}

function hashed(algorithm: string, encoding: 'base64' | 'hex' = 'base64'): RunningChecksum {
  const hash = createHash(algorithm);
  return {
    update: (chunk) => {
      hash.update(chunk);
    },
    digest: () => hash.digest(encoding),
  };
}

const MAKERS: Readonly<Record<ChecksumMember, () => RunningChecksum>> = {
  ChecksumCRC32: () => cyclic((chunk, previous) => crc32(chunk, previous)),
  ChecksumCRC32C: () => cyclic(crc32c),
  ChecksumCRC64NVME: startCrc64Nvme,
  ChecksumSHA1: () => hashed('sha1'),
  ChecksumSHA256: () => hashed('sha256'),
};

export function startChecksum(member: ChecksumMember): RunningChecksum {
  return MAKERS[member]();
}

/** MD5 for the ETag and Content-MD5, in hex. */
export function startMd5(): RunningChecksum {
  return hashed('md5', 'hex');
}

/** SHA-256 in hex, as the signature names the payload. */
export function startPayloadHash(): RunningChecksum {
  return hashed('sha256', 'hex');
}

/** The member that a header or trailer such as `x-amz-checksum-crc32` stands for. */
export function checksumMemberOf(header: string): ChecksumMember | undefined {
  const suffix = header.toLowerCase().replace(/^x-amz-checksum-/, '');
  return CHECKSUM_MEMBERS.find(
    (member) => member.slice('Checksum'.length).toLowerCase() === suffix,
  );
}
