import { readFileSync } from 'node:fs';

/** What one signing needs, made once and given to every child. */
export interface SigningKey {
  /** PKCS#8, PEM. */
  readonly privateKey: string;
  /** DER in base64: the signer's key and certificate, and its authority's. */
  readonly publicKey: string;
  readonly certificate: string;
  readonly authority: string;
}

/** A way to sign, in its two halves: bytes to a signed file in memory, and that to the disk. */
export interface SigningWay<Signed> {
  sign(pdf: Buffer, key: SigningKey): Promise<Signed>;
  write(signed: Signed, output: string): void;
}

export interface Usage {
  /** Megabytes of resident memory above the process before it, the file's bytes included. */
  readonly memoryMb: number;
  /** From reading the file to having written it. */
  readonly cpuMs: number;
  /** Without reading and writing. */
  readonly signingCpuMs: number;
}

const cpuSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** Signs one file, after another one when there is a fifth argument, and prints what it took. */
export const measureSigning = async <Signed>(way: SigningWay<Signed>): Promise<void> => {
  const [, , input = '', output = '', keyFile = '', earlier] = process.argv;
  const key = JSON.parse(readFileSync(keyFile, 'utf8')) as SigningKey;
  if (earlier !== undefined) way.write(await way.sign(readFileSync(earlier), key), output);
  const idle = process.memoryUsage.rss();
  const before = process.cpuUsage();
  const pdf = readFileSync(input);
  const beforeSigning = process.cpuUsage();
  const signed = await way.sign(pdf, key);
  const signingCpuMs = cpuSince(beforeSigning);
  way.write(signed, output);
  const usage: Usage = {
    memoryMb: (process.resourceUsage().maxRSS * 1024 - idle) / 1_000_000,
    cpuMs: cpuSince(before),
    signingCpuMs,
  };
  process.stdout.write(JSON.stringify(usage));
};
