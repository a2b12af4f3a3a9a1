import { X509Certificate } from 'node:crypto';

/** The roots a verifier pins, each as DER. A demonstration root gives no more than `demo`. */
export interface TrustAnchors {
  readonly roots: readonly Uint8Array[];
  readonly demoRoots?: readonly Uint8Array[];
}

/** `unknown` is "cannot tell", not "invalid": an issuer's certificate may merely be missing. */
export type Trust = 'trusted' | 'demo' | 'unknown';

const longestPath = 8;

const parse = (der: Uint8Array): X509Certificate[] => {
  try {
    return [new X509Certificate(Buffer.from(der))];
  } catch {
    // A stray certificate that OpenSSL cannot read leads nowhere; the path is looked for without it.
    return [];
  }
};

const isValidAt = (certificate: X509Certificate, at: Date): boolean =>
  new Date(certificate.validFrom) <= at && at <= new Date(certificate.validTo);

const issued = (issuer: X509Certificate, certificate: X509Certificate): boolean => {
  if (!issuer.ca || !certificate.checkIssued(issuer)) return false;
  return certificate.verify(issuer.publicKey);
};

/** Follows issuers from the signer to a pinned root, every certificate valid at that time. */
export const findTrust = (
  signer: Uint8Array,
  others: readonly Uint8Array[],
  anchors: TrustAnchors,
  at: Date,
): Trust => {
  const kinds = new Map<string, Trust>();
  for (const root of (anchors.demoRoots ?? []).flatMap(parse))
    kinds.set(root.fingerprint256, 'demo');
  for (const root of anchors.roots.flatMap(parse)) kinds.set(root.fingerprint256, 'trusted');
  const pool = [...anchors.roots, ...(anchors.demoRoots ?? []), ...others].flatMap(parse);
  let [current] = parse(signer);
  for (let steps = 0; current && steps < longestPath; steps++) {
    if (!isValidAt(current, at)) return 'unknown';
    const kind = kinds.get(current.fingerprint256);
    if (kind) return kind;
    const below: X509Certificate = current;
    current = pool.find(
      (item) => item.fingerprint256 !== below.fingerprint256 && issued(item, below),
    );
  }
  return 'unknown';
};
