import type { Credential, CredentialStore } from './credential-store.ts';
import type { SignedRequest } from './parse-authorization.ts';
import { AwsServiceError } from './service.ts';
import { isSignedBy, parseAmzDate, type SignableRequest, sha256Hex } from './sigv4.ts';

/** Each family of services has its own words for the same refusals. */
interface RefusalCodes {
  readonly missing: readonly [string, number];
  readonly unknownKey: readonly [string, number];
  readonly badSignature: readonly [string, number];
  readonly expired: readonly [string, number];
}

const S3_CODES: RefusalCodes = {
  missing: ['AccessDenied', 403],
  unknownKey: ['InvalidAccessKeyId', 403],
  badSignature: ['SignatureDoesNotMatch', 403],
  expired: ['ExpiredToken', 400],
};

const QUERY_CODES: RefusalCodes = {
  missing: ['MissingAuthenticationToken', 403],
  unknownKey: ['InvalidClientTokenId', 403],
  badSignature: ['SignatureDoesNotMatch', 403],
  expired: ['ExpiredToken', 403],
};

const JSON_CODES: RefusalCodes = {
  missing: ['MissingAuthenticationTokenException', 400],
  unknownKey: ['UnrecognizedClientException', 400],
  badSignature: ['InvalidSignatureException', 400],
  expired: ['ExpiredTokenException', 400],
};

function codesOf(service: string): RefusalCodes {
  if (service === 's3') return S3_CODES;
  return service === 'sns' ? QUERY_CODES : JSON_CODES;
}

function refuse([code, status]: readonly [string, number], message: string): AwsServiceError {
  return new AwsServiceError(code, message, { status });
}

/** A request without a readable signature. */
export function refuseUnsigned(service: string): AwsServiceError {
  return refuse(codesOf(service).missing, 'The request carries no valid AWS signature');
}

export interface AuthenticationRequest {
  readonly signed: SignedRequest;
  readonly signable: Omit<SignableRequest, 'payloadHash'>;
  /** The body where it is buffered; undefined for S3, which checks it while storing. */
  readonly body: Buffer | undefined;
}

/** S3 signs what the header says of the payload; the store later holds the body against it. */
function payloadHash({ signed, signable, body }: AuthenticationRequest): string {
  if (body) return sha256Hex(body);
  const header = signable.headers['x-amz-content-sha256'];
  const parameter = signable.query.get('X-Amz-Content-Sha256');
  if (signed.presigned) {
    const signedHeader = signed.signedHeaders.includes('x-amz-content-sha256') ? header : undefined;
    return String(signedHeader ?? parameter ?? 'UNSIGNED-PAYLOAD');
  }
  if (header === undefined) {
    const message = 'Missing required header for this request: x-amz-content-sha256';
    throw refuse(['InvalidRequest', 400], message);
  }
  return String(header);
}

function checkSession(signed: SignedRequest, credential: Credential, now: number): void {
  const codes = codesOf(signed.service);
  if (credential.sessionToken !== signed.sessionToken) {
    throw refuse(
      signed.service === 's3' ? ['InvalidToken', 400] : codes.unknownKey,
      'The security token included in the request is invalid.',
    );
  }
  if (credential.expiresAt !== undefined && now >= credential.expiresAt) {
    throw refuse(codes.expired, 'The security token included in the request is expired');
  }
}

/** Presigned URLs end by the endpoints' clock, at most seven days after they were made. */
function checkPresignedLife(signed: SignedRequest, now: number): void {
  const start = parseAmzDate(signed.timestamp);
  const life = signed.expiresIn ?? Number.NaN;
  if (Number.isNaN(start) || !(life >= 1 && life <= 604_800)) {
    throw refuse(
      ['AuthorizationQueryParametersError', 400],
      'X-Amz-Date must be a time and X-Amz-Expires a number of seconds from 1 to 604800',
    );
  }
  if (now > start + life * 1000) {
    throw refuse(['AccessDenied', 403], 'Request has expired');
  }
}

/** S3 refuses x-amz- headers that the signature does not cover. */
function checkCoverage(signed: SignedRequest, signable: AuthenticationRequest['signable']): void {
  const uncovered = Object.keys(signable.headers).filter(
    (name) => name.startsWith('x-amz-') && !signed.signedHeaders.includes(name),
  );
  const allowed = signed.presigned ? ['x-amz-content-sha256'] : [];
  const [first] = uncovered.filter((name) => !allowed.includes(name));
  if (signed.service !== 's3' || first === undefined) return;
  throw refuse(
    ['AccessDenied', 403],
    `There were headers present in the request which were not signed: ${first}`,
  );
}

/**
 * Who signed the request. Throws as the service would: unknown key, wrong signature, expired
 * token or presigned URL, wrong region. The skew of a header-signed request is not judged:
 * demonstrations move the endpoints' clock.
 */
export function authenticate(
  request: AuthenticationRequest,
  surroundings: { credentials: CredentialStore; region: string; now: number },
): Credential {
  const { signed, signable } = request;
  const codes = codesOf(signed.service);
  const credential = surroundings.credentials.find(signed.accessKeyId);
  if (!credential) {
    throw refuse(
      codes.unknownKey,
      signed.service === 's3'
        ? 'The AWS Access Key Id you provided does not exist in our records.'
        : 'The security token included in the request is invalid.',
    );
  }
  if (signed.region !== surroundings.region) {
    throw refuse(
      signed.service === 's3' ? ['AuthorizationHeaderMalformed', 400] : codes.badSignature,
      `The credential scope names the region ${signed.region}; expecting ${surroundings.region}`,
    );
  }
  const hash = payloadHash(request);
  if (!isSignedBy(signed, { ...signable, payloadHash: hash }, credential.secretAccessKey)) {
    throw refuse(
      codes.badSignature,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
  checkSession(signed, credential, surroundings.now);
  if (signed.presigned) checkPresignedLife(signed, surroundings.now);
  checkCoverage(signed, signable);
  return credential;
}
