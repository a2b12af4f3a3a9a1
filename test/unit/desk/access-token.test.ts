import { createHmac, generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { exportJWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { readAccessToken, type TokenRules } from '../../../lib/desk/access-token.ts';
import { createIssuerKeys } from '../../../lib/desk/issuer-keys.ts';

const NOW = new Date('2026-11-23T03:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const ISSUER = 'https://sign-in.example';
const AUDIENCE = 'urn:vanthu:desk';
const RULES: TokenRules = {
  issuer: ISSUER,
  audience: AUDIENCE,
  personClaim: 'sub',
  tokenType: 'at+jwt',
};

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const published = async (key: KeyObject, kid: string) => ({
  ...(await exportJWK(key)),
  kid,
  use: 'sig',
});
const keySet = {
  keys: await Promise.all([
    published(rsa.publicKey, 'rsa'),
    published(ec.publicKey, 'ec'),
    published(ed.publicKey, 'ed'),
  ]),
};
const answers: Readonly<Record<string, unknown>> = {
  [`${ISSUER}/.well-known/openid-configuration`]: { issuer: ISSUER, jwks_uri: `${ISSUER}/jwks` },
  [`${ISSUER}/jwks`]: keySet,
};
const keys = createIssuerKeys({
  issuer: ISSUER,
  fetchJson: async (url) => answers[url],
  now: () => NOW,
});

interface Change {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly key?: KeyObject;
}
const GOOD: JWTPayload = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'van-thu',
  iat: SECONDS,
  exp: SECONDS + 300,
  client_id: 'vanthu-desk',
};
/** A good token, with what is changed; a claim of undefined is left out. */
const sign = ({ claims = {}, header = {}, key = ec.privateKey }: Change = {}): Promise<string> =>
  new SignJWT({ ...GOOD, ...claims } as JWTPayload)
    .setProtectedHeader({ alg: 'ES256', kid: 'ec', typ: 'at+jwt', ...header })
    .sign(key);

const read = (token: string, rules: TokenRules = RULES) =>
  readAccessToken({ rules, keys, now: () => NOW }, `Bearer ${token}`);
const codeOf = (reading: Promise<string>): Promise<string> =>
  reading.then(
    (personId) => `read: ${personId}`,
    (error: { code: string }) => error.code,
  );

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** A token whose signature anybody could make. */
const forge = (header: object, signature: (input: string) => string): string => {
  const input = `${encode(header)}.${encode(GOOD)}`;
  return `${input}.${signature(input)}`;
};

describe('A good access token', () => {
  it.each([
    ['ES256', 'ec', ec.privateKey],
    ['RS256', 'rsa', rsa.privateKey],
    ['PS256', 'rsa', rsa.privateKey],
    ['EdDSA', 'ed', ed.privateKey],
  ])('names the person, signed with %s', async (alg, kid, key) => {
    await expect(read(await sign({ header: { alg, kid }, key }))).resolves.toBe('van-thu');
  });

  it('may name the person in the claim the agency has chosen', async () => {
    const rules = { ...RULES, personClaim: 'preferred_username' };
    const token = await sign({ claims: { sub: 'f3a1', preferred_username: 'van-thu' } });
    await expect(read(token, rules)).resolves.toBe('van-thu');
    expect(await codeOf(read(await sign(), rules))).toBe('BAD_TOKEN');
  });

  it('is taken for half a minute after its end, and half a minute before its beginning', async () => {
    await expect(read(await sign({ claims: { exp: SECONDS - 29 } }))).resolves.toBe('van-thu');
    await expect(read(await sign({ claims: { nbf: SECONDS + 29 } }))).resolves.toBe('van-thu');
  });

  it('need not have its type where the issuer gives none', async () => {
    const token = await sign({ header: { typ: 'JWT' } });
    await expect(read(token, { ...RULES, tokenType: 'any' })).resolves.toBe('van-thu');
    expect(await codeOf(read(token))).toBe('BAD_TOKEN');
  });
});

const [header = '', , signature = ''] = (await sign()).split('.');
const bad: readonly (readonly [string, string])[] = [
  ['tampered', `${header}.${encode({ ...GOOD, sub: 'chanh-van-phong' })}.${signature}`],
  ['of a foreign issuer', await sign({ claims: { iss: 'https://other.example' } })],
  ['for another audience', await sign({ claims: { aud: 'vanthu-desk' } })],
  ['without audience', await sign({ claims: { aud: undefined } })],
  ['not yet valid', await sign({ claims: { nbf: SECONDS + 31 } })],
  ['without an end', await sign({ claims: { exp: undefined } })],
  ['without a subject', await sign({ claims: { sub: undefined } })],
  ['with an empty subject', await sign({ claims: { sub: '' } })],
  ['signed with a stranger’s key', await sign({ key: stranger.privateKey })],
  ['signed with a key nobody knows', await sign({ header: { kid: 'other' } })],
  ['an ID token', await sign({ claims: { aud: 'vanthu-desk' }, header: { typ: 'JWT' } })],
  [
    'with a critical extension',
    forge({ alg: 'ES256', kid: 'ec', typ: 'at+jwt', crit: ['x'], x: 1 }, (input) =>
      signBytes('sha256', Buffer.from(input), {
        key: ec.privateKey,
        dsaEncoding: 'ieee-p1363',
      }).toString('base64url'),
    ),
  ],
  ['without signature (alg none)', forge({ alg: 'none', typ: 'at+jwt' }, () => '')],
  [
    'signed with a public key as a shared secret (HS256)',
    forge({ alg: 'HS256', kid: 'rsa', typ: 'at+jwt' }, (input) =>
      createHmac('sha256', rsa.publicKey.export({ type: 'spki', format: 'pem' }))
        .update(input)
        .digest('base64url'),
    ),
  ],
  [
    'by an algorithm that is not on the list',
    await sign({ header: { alg: 'RS512', kid: 'rsa' }, key: rsa.privateKey }),
  ],
  ['no token at all', 'abc.def.ghi'],
  ['too long', `${'a'.repeat(9_000)}.b.c`],
];

describe('A bad access token is refused', () => {
  it.each(bad)('%s', async (_, token) => {
    expect(await codeOf(read(token))).toBe('BAD_TOKEN');
  });

  it('with a code of its own when it has expired, so that the page renews it', async () => {
    expect(await codeOf(read(await sign({ claims: { exp: SECONDS - 31 } })))).toBe('TOKEN_EXPIRED');
  });

  it('when it comes another way than as bearer', async () => {
    const token = await sign();
    const ask = (value: string | undefined) =>
      codeOf(readAccessToken({ rules: RULES, keys, now: () => NOW }, value));
    expect(await ask(undefined)).toBe('NO_TOKEN');
    expect(await ask('')).toBe('NO_TOKEN');
    expect(await ask(token)).toBe('BAD_TOKEN');
    expect(await ask(`Basic ${token}`)).toBe('BAD_TOKEN');
    expect(await ask(`Bearer ${token} ${token}`)).toBe('BAD_TOKEN');
    expect(await ask(`bearer ${token}`)).toBe('read: van-thu');
  });
});
