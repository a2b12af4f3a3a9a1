import { errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { OfficeError } from '../kernel/errors.ts';

export interface TokenRules {
  readonly issuer: string;
  /** The desk as the issuer calls it: an access token for something else opens nothing here. */
  readonly audience: string;
  /** The claim that is a person's id in the directory; `sub` unless the agency decides otherwise. */
  readonly personClaim: string;
  /** `at+jwt` as RFC 9068 wants it; `any` for issuers that do not type their access tokens. */
  readonly tokenType: 'at+jwt' | 'any';
}

export interface TokenDeps {
  readonly rules: TokenRules;
  readonly keys: JWTVerifyGetKey;
  readonly now: () => Date;
}

/** Never `none`, never a shared secret (RFC 8725, 3.1). */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const CLOCK_TOLERANCE_S = 30;
/** Access tokens of large directories have some KB; more is no token. */
const MAX_TOKEN = 8_192;
const BEARER = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*)$/i;

const bearerOf = (authorization: string | undefined): string => {
  if (authorization === undefined || authorization === '')
    throw new OfficeError('NO_TOKEN', 'no bearer token');
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined || token.length > MAX_TOKEN)
    throw new OfficeError('BAD_TOKEN', 'not a bearer token');
  return token;
};

/**
 * Who calls, by the access token of the request (RFC 6750, RFC 9068). The token says who a person
 * is and nothing more: what the person may do stands in the directory.
 * @returns the person's id
 * @throws OfficeError NO_TOKEN, BAD_TOKEN, TOKEN_EXPIRED, ISSUER_UNREACHABLE
 */
export const readAccessToken = async (
  { rules, keys, now }: TokenDeps,
  authorization: string | undefined,
): Promise<string> => {
  const token = bearerOf(authorization);
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: rules.issuer,
      audience: rules.audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: now(),
      requiredClaims: ['exp', 'sub', rules.personClaim],
      ...(rules.tokenType === 'any' ? {} : { typ: rules.tokenType }),
    });
    const personId = payload[rules.personClaim];
    if (typeof personId === 'string' && personId !== '' && personId.length <= 200) return personId;
  } catch (cause) {
    if (cause instanceof errors.JWTExpired)
      throw new OfficeError('TOKEN_EXPIRED', 'the access token has expired', { cause });
    // Whatever else jose finds wrong is told by one code: a forger learns nothing from it.
    if (cause instanceof errors.JOSEError)
      throw new OfficeError('BAD_TOKEN', 'the access token is not good', { cause });
    throw cause;
  }
  throw new OfficeError('BAD_TOKEN', 'the access token names no person');
};
